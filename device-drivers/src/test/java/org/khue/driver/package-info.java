/// The suite that every driver passes, and what it needs.
@NullMarked
package org.khue.driver;

import org.jspecify.annotations.NullMarked;
