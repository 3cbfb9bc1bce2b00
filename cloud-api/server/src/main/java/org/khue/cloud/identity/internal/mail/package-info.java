/// Addresses that their owners confirmed, and what is done by mail.
@NullMarked
package org.khue.cloud.identity.internal.mail;

import org.jspecify.annotations.NullMarked;
