/// Sessions of browsers, and the filter that says who asks.
@NullMarked
package org.khue.cloud.identity.internal.session;

import org.jspecify.annotations.NullMarked;
