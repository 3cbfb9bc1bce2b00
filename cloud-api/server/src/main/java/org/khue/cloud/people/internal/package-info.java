/// How the module people does it.
@NullMarked
package org.khue.cloud.people.internal;

import org.jspecify.annotations.NullMarked;
