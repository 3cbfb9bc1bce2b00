/// What every module stands on; no domain words here.
@NullMarked
package org.khue.cloud.platform;

import org.jspecify.annotations.NullMarked;
