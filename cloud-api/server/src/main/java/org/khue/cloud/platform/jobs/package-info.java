/// Long work: started by somebody, done as that somebody, watched, cancelled, resumed.
@NullMarked
package org.khue.cloud.platform.jobs;

import org.jspecify.annotations.NullMarked;
