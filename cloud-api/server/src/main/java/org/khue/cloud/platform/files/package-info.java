/// Files that the operator edits while the cloud runs.
@NullMarked
package org.khue.cloud.platform.files;

import org.jspecify.annotations.NullMarked;
