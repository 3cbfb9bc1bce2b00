/// Lists that go in and out: pupils and staff from spreadsheets, rosters in OneRoster's CSV
/// binding.
@NullMarked
package org.khue.cloud.exchange;

import org.jspecify.annotations.NullMarked;
