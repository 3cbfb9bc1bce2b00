/// What is remembered between two steps of a sign-in.
@NullMarked
package org.khue.cloud.identity.internal.ceremony;

import org.jspecify.annotations.NullMarked;
