/// Takes in what gateways send, keeps it, and answers for it: newest values, history, coverage.
@NullMarked
package org.khue.cloud.telemetry;

import org.jspecify.annotations.NullMarked;
