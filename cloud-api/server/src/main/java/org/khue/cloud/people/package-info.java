/// Persons: who they are, where they belong, their identifiers, guardians and consents. Public is
/// what other modules use.
@NullMarked
package org.khue.cloud.people;

import org.jspecify.annotations.NullMarked;
