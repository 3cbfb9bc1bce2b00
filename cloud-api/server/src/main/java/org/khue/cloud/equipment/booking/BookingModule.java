package org.khue.cloud.equipment.booking;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.khue.cloud.equipment.internal.Frame;
import org.khue.cloud.equipment.register.Items;
import org.khue.cloud.people.PersonData;
import org.khue.cloud.platform.retention.RetentionClass;
import org.khue.cloud.platform.security.RightTable;
import org.khue.cloud.platform.web.TextBundle;

/// The beans of this package.
@Factory
final class BookingModule {

  @Singleton
  @Named("bookings")
  RightTable rights() {
    return new RightTable("org/khue/cloud/equipment/booking/rights.yaml");
  }

  @Singleton
  @Named("bookings")
  TextBundle texts() {
    return new TextBundle("org/khue/cloud/equipment/booking/texts");
  }

  @Singleton
  @Named("bookings")
  Frame.Part part() {
    return new Frame.Part(BookingPages.TAB, "booking.title", 20, Items.READ);
  }

  @Singleton
  @Named("bookings")
  PersonData data() {
    return new BookingData();
  }

  @Singleton
  @Named("bookings")
  RetentionClass kept() {
    return new BookingRetention();
  }
}
