/// Sealing what belongs to one subject with a key of its own, so that forgetting the key erases it
/// in every copy.
@NullMarked
package org.khue.cloud.platform.vault;

import org.jspecify.annotations.NullMarked;
