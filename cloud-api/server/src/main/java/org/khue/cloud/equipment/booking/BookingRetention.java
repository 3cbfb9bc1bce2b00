package org.khue.cloud.equipment.booking;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.khue.cloud.platform.retention.RetentionClass;

/// Bookings, with who made them: long enough to compare school years.
final class BookingRetention implements RetentionClass {
  @Override
  public String name() {
    return "equipment.booking";
  }

  @Override
  public String titleKey() {
    return "booking.kept";
  }

  @Override
  public String basisKey() {
    return "booking.kept-basis";
  }

  @Override
  public int defaultDays() {
    return 1_100;
  }

  @Override
  public int leastDays() {
    return 30;
  }

  @Override
  public long purge(Connection transaction, Instant before) throws SQLException {
    return BookingStore.forget(transaction, before);
  }
}
