/// The wire records between a gateway and the cloud: what is sent, in which units, and what may
/// change.
///
/// Fields are only ever added, at the end; readers skip what they do not know and keep unknown
/// entry kinds raw. The bytes are made and read by [org.khue.contract.wire].
@NullMarked
package org.khue.contract;

import org.jspecify.annotations.NullMarked;
