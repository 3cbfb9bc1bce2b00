/// Other versions of the gateway's own program: signed packages are taken, unpacked beside what
/// runs, tried out, and given up by themselves when the room does not do as well as before.
@NullMarked
package org.khue.gateway.update;

import org.jspecify.annotations.NullMarked;
