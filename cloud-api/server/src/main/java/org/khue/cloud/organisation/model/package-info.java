/// The rules of relations and of school calendars: no framework, no SQL.
@NullMarked
package org.khue.cloud.organisation.model;

import org.jspecify.annotations.NullMarked;
