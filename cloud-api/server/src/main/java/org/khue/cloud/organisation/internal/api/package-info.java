/// The REST routes of this module.
@NullMarked
package org.khue.cloud.organisation.internal.api;

import org.jspecify.annotations.NullMarked;
