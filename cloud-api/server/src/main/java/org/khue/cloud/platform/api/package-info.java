/// What all modules' REST routes share: pages of lists, versions as ETags, repeated requests, and
/// bodies that are read strictly.
@NullMarked
package org.khue.cloud.platform.api;

import org.jspecify.annotations.NullMarked;
