/// What the parts of the equipment module share.
@NullMarked
package org.khue.cloud.equipment.internal;

import org.jspecify.annotations.NullMarked;
