/// Tables in files that people send: CSV and XLSX, read as streams, whatever is in them.
@NullMarked
package org.khue.cloud.platform.imports.file;

import org.jspecify.annotations.NullMarked;
