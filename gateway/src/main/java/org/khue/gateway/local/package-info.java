/// The gateway's own page: how its devices and its queue do, without the cloud.
@NullMarked
package org.khue.gateway.local;

import org.jspecify.annotations.NullMarked;
