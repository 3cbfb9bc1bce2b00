/// Keeps entries on disk, in order, until the cloud has confirmed them.
@NullMarked
package org.khue.gateway.journal;

import org.jspecify.annotations.NullMarked;
