/// Lists: one typed description from which come the reading of the URL, the page and the files.
@NullMarked
package org.khue.web.table;

import org.jspecify.annotations.NullMarked;
