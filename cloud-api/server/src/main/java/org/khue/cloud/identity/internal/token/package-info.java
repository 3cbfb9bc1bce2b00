/// Bearer tokens of programs.
@NullMarked
package org.khue.cloud.identity.internal.token;

import org.jspecify.annotations.NullMarked;
