/// Papers that the gateway writes and signs.
@NullMarked
package org.khue.gateway.report;

import org.jspecify.annotations.NullMarked;
