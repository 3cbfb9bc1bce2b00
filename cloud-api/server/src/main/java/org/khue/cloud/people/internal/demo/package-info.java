/// Invented people for the demo.
@NullMarked
package org.khue.cloud.people.internal.demo;

import org.jspecify.annotations.NullMarked;
