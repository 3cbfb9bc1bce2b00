/// How long data of each class is kept, and what deletes it afterwards.
@NullMarked
package org.khue.cloud.platform.retention;

import org.jspecify.annotations.NullMarked;
