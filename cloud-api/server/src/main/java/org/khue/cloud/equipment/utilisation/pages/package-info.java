/// Pages of utilisation: figures, findings, the events behind a figure, signed reports.
@NullMarked
package org.khue.cloud.equipment.utilisation.pages;

import org.jspecify.annotations.NullMarked;
