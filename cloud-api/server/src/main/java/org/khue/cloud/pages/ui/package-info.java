/// The page `/ui`, which shows every component in its states, with invented people.
@NullMarked
package org.khue.cloud.pages.ui;

import org.jspecify.annotations.NullMarked;
