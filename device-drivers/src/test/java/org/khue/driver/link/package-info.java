/// Tests of the links.
@NullMarked
package org.khue.driver.link;

import org.jspecify.annotations.NullMarked;
