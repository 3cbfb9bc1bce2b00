@NullMarked
package org.khue.gateway;

import org.jspecify.annotations.NullMarked;
