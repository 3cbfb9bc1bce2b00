/// How rooms and devices are used: use intervals by evidence, opening times, utilisation and its
/// coverage.
@NullMarked
package org.khue.cloud.equipment;

import org.jspecify.annotations.NullMarked;
