/// Texts, numbers, dates and units as people read them.
@NullMarked
package org.khue.web.i18n;

import org.jspecify.annotations.NullMarked;
