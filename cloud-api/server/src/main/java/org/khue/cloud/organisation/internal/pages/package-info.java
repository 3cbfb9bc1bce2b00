/// The pages of this module.
@NullMarked
package org.khue.cloud.organisation.internal.pages;

import org.jspecify.annotations.NullMarked;
