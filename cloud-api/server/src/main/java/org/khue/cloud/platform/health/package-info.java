/// How the program itself is: figures, health, and who asked for what.
@NullMarked
package org.khue.cloud.platform.health;

import org.jspecify.annotations.NullMarked;
