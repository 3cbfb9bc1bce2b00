/// Persons over REST.
@NullMarked
package org.khue.cloud.people.internal.api;

import org.jspecify.annotations.NullMarked;
