/// What the gateway tells the service manager that started it: that it is ready, that it still
/// works, that it ends.
@NullMarked
package org.khue.gateway.service;

import org.jspecify.annotations.NullMarked;
