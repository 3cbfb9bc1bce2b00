/// Batches on a USB stick: sealed for the cloud, signed by the gateway, answered with a receipt.
@NullMarked
package org.khue.contract.courier;

import org.jspecify.annotations.NullMarked;
