/// The second factor: time-based codes and recovery codes.
@NullMarked
package org.khue.cloud.identity.internal.second;

import org.jspecify.annotations.NullMarked;
