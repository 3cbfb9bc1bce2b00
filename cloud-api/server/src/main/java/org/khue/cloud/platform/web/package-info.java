/// Pages as HTTP answers: frame, language and theme of the reader, assets, security headers, live
/// streams.
@NullMarked
package org.khue.cloud.platform.web;

import org.jspecify.annotations.NullMarked;
