/// `./khue chaos config` and `./khue chaos update`: what nobody entitled has made is sent to a
/// gateway's own code, and each that passes is counted.
@NullMarked
package org.khue.gateway.tamper;

import org.jspecify.annotations.NullMarked;
