/// Orders from the cloud: begun at most once, and each ended by exactly one receipt.
@NullMarked
package org.khue.gateway.command;

import org.jspecify.annotations.NullMarked;
