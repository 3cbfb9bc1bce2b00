/// Units of the school system: who oversees whom at which date, where they are, when they teach,
/// which classes they have.
@NullMarked
package org.khue.cloud.organisation;

import org.jspecify.annotations.NullMarked;
