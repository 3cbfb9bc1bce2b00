/// A provider of SMS and Zalo messages that delivers nothing: it speaks the HTTP of the real ones.
@NullMarked
package org.khue.sim.messages;

import org.jspecify.annotations.NullMarked;
