/// How rooms and devices are used against what is booked and what could be used: facts a day, kept
/// from the raw events, and the questions that are asked of them.
@NullMarked
package org.khue.cloud.equipment.utilisation;

import org.jspecify.annotations.NullMarked;
