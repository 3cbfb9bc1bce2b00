/// The links to the wire: TCP, serial, a recording played back, and one that misbehaves on purpose.
/// See docs/decisions/050-links.md.
@NullMarked
package org.khue.driver.link;

import org.jspecify.annotations.NullMarked;
