/// Statements of this module.
@NullMarked
package org.khue.cloud.identity.internal.db;

import org.jspecify.annotations.NullMarked;
