/// Telling people something: on their pages, and where that is not enough by mail or message.
@NullMarked
package org.khue.cloud.platform.notify;

import org.jspecify.annotations.NullMarked;
