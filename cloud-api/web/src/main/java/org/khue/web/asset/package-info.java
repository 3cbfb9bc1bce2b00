/// The files that pages load: styles, scripts, icons.
@NullMarked
package org.khue.web.asset;

import org.jspecify.annotations.NullMarked;
