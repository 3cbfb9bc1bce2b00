/// CoAP nodes (RFC 7252) that are read or observed (RFC 7641) and answer in SenML (RFC 8428). See
/// README.md beside the schemas.
@NullMarked
package org.khue.driver.coap;

import org.jspecify.annotations.NullMarked;
