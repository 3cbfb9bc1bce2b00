/// Who this gateway is to the cloud: its key, its certificate, how it gets them and renews them.
@NullMarked
package org.khue.gateway.identity;

import org.jspecify.annotations.NullMarked;
