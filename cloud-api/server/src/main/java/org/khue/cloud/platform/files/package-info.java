/// Files: those that people store, and those that the operator edits while the cloud runs.
@NullMarked
package org.khue.cloud.platform.files;

import org.jspecify.annotations.NullMarked;
