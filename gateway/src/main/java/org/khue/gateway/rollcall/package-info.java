/// Who of a class is there, by card, without the cloud and without names: pupils are their numbers
/// in the class list.
@NullMarked
package org.khue.gateway.rollcall;

import org.jspecify.annotations.NullMarked;
