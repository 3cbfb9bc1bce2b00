/// Makes the invented city of the demo: the same in every run.
@NullMarked
package org.khue.cloud.organisation.internal.demo;

import org.jspecify.annotations.NullMarked;
