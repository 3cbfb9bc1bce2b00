/// Lists from files: template, dry run, differences, apply, undo.
///
/// A module declares an [org.khue.cloud.platform.imports.ImportList] as a bean; everything else,
/// the pages too, is here.
@NullMarked
package org.khue.cloud.platform.imports;

import org.jspecify.annotations.NullMarked;
