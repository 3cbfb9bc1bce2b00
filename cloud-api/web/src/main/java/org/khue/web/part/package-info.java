/// What the templates of `part/` show.
@NullMarked
package org.khue.web.part;

import org.jspecify.annotations.NullMarked;
