/// What modules tell each other: published in a transaction, delivered at least once and in order.
@NullMarked
package org.khue.cloud.platform.events;

import org.jspecify.annotations.NullMarked;
