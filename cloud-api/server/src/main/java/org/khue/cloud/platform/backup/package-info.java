/// Backup and restore of everything that the cloud keeps. Format: `docs/reference/backup.md`.
@NullMarked
package org.khue.cloud.platform.backup;

import org.jspecify.annotations.NullMarked;
