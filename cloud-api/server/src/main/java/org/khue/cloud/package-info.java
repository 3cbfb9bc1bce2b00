@NullMarked
package org.khue.cloud;

import org.jspecify.annotations.NullMarked;
