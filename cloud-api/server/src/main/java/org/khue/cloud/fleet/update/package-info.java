/// Programs of gateways: which version each runs, and what became of its newest update.
@NullMarked
package org.khue.cloud.fleet.update;

import org.jspecify.annotations.NullMarked;
