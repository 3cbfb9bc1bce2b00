package org.khue.cloud.equipment.booking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.khue.cloud.people.PersonData;

/// What somebody has booked. Erased, the booking stays as somebody's: that a room was taken is the
/// school's record.
final class BookingData implements PersonData {
  @Override
  public String part() {
    return "bookings";
  }

  @Override
  public JsonNode export(Connection connection, UUID person) throws SQLException {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Booking booking : BookingStore.ofPerson(connection, person)) {
      list.addObject()
          .put("thing", booking.thing().text())
          .put("starts", booking.starts().toString())
          .put("ends", booking.ends().toString())
          .put("purpose", booking.purpose());
    }
    if (!list.isEmpty()) {
      all.set("bookings", list);
    }
    return all;
  }

  @Override
  public void erase(Connection transaction, UUID person) throws SQLException {
    BookingStore.erase(transaction, person);
  }
}
