/// Who administers accounts, and how far.
@NullMarked
package org.khue.cloud.identity.internal.desk;

import org.jspecify.annotations.NullMarked;
