@NullMarked
package org.khue.cloud.pages;

import org.jspecify.annotations.NullMarked;
