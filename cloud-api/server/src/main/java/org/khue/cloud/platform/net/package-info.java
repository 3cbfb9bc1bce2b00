/// Ports that the cloud listens on.
@NullMarked
package org.khue.cloud.platform.net;

import org.jspecify.annotations.NullMarked;
