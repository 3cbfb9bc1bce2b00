/// Who a gateway is: the cloud's own certificate authority, one-time claim codes, renewal and
/// revocation.
@NullMarked
package org.khue.cloud.fleet.identity;

import org.jspecify.annotations.NullMarked;
