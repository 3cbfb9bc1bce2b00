/// How somebody signs in at the local site: with the sticker's PIN, or by a card.
@NullMarked
package org.khue.gateway.local.entry;

import org.jspecify.annotations.NullMarked;
