/// Who is signed in: roles, sessions, and the filter that refuses everything else.
@NullMarked
package org.khue.cloud.identity;

import org.jspecify.annotations.NullMarked;
