/// Tables that leave the page: CSV.
@NullMarked
package org.khue.web.table;

import org.jspecify.annotations.NullMarked;
