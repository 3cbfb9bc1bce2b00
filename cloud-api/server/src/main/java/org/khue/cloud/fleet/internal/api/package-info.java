/// The routes of this module.
@NullMarked
package org.khue.cloud.fleet.internal.api;

import org.jspecify.annotations.NullMarked;
