/// The one PostgreSQL: embedded or external, its pool, and the migrations of each module.
@NullMarked
package org.khue.cloud.platform.db;

import org.jspecify.annotations.NullMarked;
