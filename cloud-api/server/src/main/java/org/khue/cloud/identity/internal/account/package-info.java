/// Accounts and how they begin.
@NullMarked
package org.khue.cloud.identity.internal.account;

import org.jspecify.annotations.NullMarked;
