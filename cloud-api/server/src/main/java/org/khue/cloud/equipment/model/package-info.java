/// Arithmetic of times in use; no framework, no SQL.
@NullMarked
package org.khue.cloud.equipment.model;

import org.jspecify.annotations.NullMarked;
