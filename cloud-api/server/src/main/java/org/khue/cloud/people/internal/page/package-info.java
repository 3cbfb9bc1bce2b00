/// Pages of persons.
@NullMarked
package org.khue.cloud.people.internal.page;

import org.jspecify.annotations.NullMarked;
