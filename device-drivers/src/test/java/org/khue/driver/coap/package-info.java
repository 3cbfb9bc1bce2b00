/// Tests of the CoAP driver, against Californium's server on loopback ports.
@NullMarked
package org.khue.driver.coap;

import org.jspecify.annotations.NullMarked;
