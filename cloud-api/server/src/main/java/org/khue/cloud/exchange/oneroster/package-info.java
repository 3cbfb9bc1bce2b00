/// Rosters as OneRoster 1.2 CSV files: a ZIP with a manifest and a table each for units, school
/// years, courses, classes, people, their roles and enrolments.
///
/// Source of all names and rules: 1EdTech, "OneRoster: CSV Binding", version 1.2, sections 2 and 3.
@NullMarked
package org.khue.cloud.exchange.oneroster;

import org.jspecify.annotations.NullMarked;
