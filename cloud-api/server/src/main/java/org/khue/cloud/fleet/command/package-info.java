/// Commands to devices: asked by a person or a program, carried out at most once by the gateway,
/// each with exactly one end.
@NullMarked
package org.khue.cloud.fleet.command;

import org.jspecify.annotations.NullMarked;
