/// Counting and asking, without SQL and framework.
@NullMarked
package org.khue.cloud.equipment.utilisation.model;

import org.jspecify.annotations.NullMarked;
