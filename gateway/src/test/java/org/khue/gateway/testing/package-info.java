/// Fakes of the gateway's tests.
package org.khue.gateway.testing;
