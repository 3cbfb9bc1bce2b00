/// Small files that must survive a power cut.
@NullMarked
package org.khue.gateway.files;

import org.jspecify.annotations.NullMarked;
