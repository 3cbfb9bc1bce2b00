/// Pages of this module.
@NullMarked
package org.khue.cloud.identity.internal.page;

import org.jspecify.annotations.NullMarked;
