/// Credentials of machines: API tokens and gateway secrets.
@NullMarked
package org.khue.cloud.platform.security;

import org.jspecify.annotations.NullMarked;
