/// Asking the population database.
@NullMarked
package org.khue.cloud.people.internal.verify;

import org.jspecify.annotations.NullMarked;
