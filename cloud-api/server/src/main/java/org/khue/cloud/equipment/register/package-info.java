/// The register of what schools own: types, items, labels, documents.
@NullMarked
package org.khue.cloud.equipment.register;

import org.jspecify.annotations.NullMarked;
