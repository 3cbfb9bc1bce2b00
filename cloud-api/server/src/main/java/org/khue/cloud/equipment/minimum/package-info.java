/// Minimum lists of equipment, and what a school lacks by them.
@NullMarked
package org.khue.cloud.equipment.minimum;

import org.jspecify.annotations.NullMarked;
