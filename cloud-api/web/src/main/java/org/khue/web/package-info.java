@NullMarked
package org.khue.web;

import org.jspecify.annotations.NullMarked;
