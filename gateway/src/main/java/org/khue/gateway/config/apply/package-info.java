/// Other rooms in the place of the running one: from the cloud or from somebody in the room,
/// without a restart.
@NullMarked
package org.khue.gateway.config.apply;

import org.jspecify.annotations.NullMarked;
