/// Update packages: how they are made, signed, read and believed, the same at the cloud, at the
/// gateway and on the release desk.
@NullMarked
package org.khue.contract.update;

import org.jspecify.annotations.NullMarked;
