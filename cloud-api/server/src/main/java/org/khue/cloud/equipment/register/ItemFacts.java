package org.khue.cloud.equipment.register;

import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.internal.Checks;
import org.khue.web.i18n.Names;

/// What is known of an item; texts in NFC.
///
/// @param number the school's own, unique there; empty for none
/// @param name make and model; may be empty
/// @param serial the maker's number; may be empty
/// @param quantity pieces under the one label, 1 to 100,000
/// @param tag keyed hash of its RFID tag in hexadecimal, as the events of a reader bear it
/// @param room of the organisation's register, where it belongs
/// @param custodian a person who answers for it
/// @param value đồng, of all pieces together
/// @param gateway with `device`: the device of the fleet that it is, whose use is its use
public record ItemFacts(
    UUID type,
    String number,
    String name,
    String serial,
    int quantity,
    @Nullable String tag,
    @Nullable UUID room,
    @Nullable UUID custodian,
    @Nullable Long value,
    @Nullable Funding funding,
    @Nullable LocalDate acquired,
    @Nullable String gateway,
    @Nullable String device,
    String note) {
  static final int MOST_PIECES = 100_000;
  static final long LARGEST_VALUE = 1_000_000_000_000L;
  private static final Pattern TAG = Pattern.compile("[0-9a-f]{8,128}");

  public ItemFacts {
    number = Names.entered(number);
    name = Names.entered(name);
    serial = Names.entered(serial);
    tag = tag == null || tag.isBlank() ? null : Names.entered(tag).toLowerCase(Locale.ROOT);
    note = Names.entered(note);
  }

  /// One piece of a type of which nothing else is known.
  public static ItemFacts of(UUID type) {
    return new ItemFacts(type, "", "", "", 1, null, null, null, null, null, null, null, null, "");
  }

  Checks checks(LocalDate today) {
    return new Checks()
        .upTo("number", number, 60)
        .upTo("name", name, 200)
        .upTo("serial", serial, 100)
        .upTo("note", note, 1_000)
        .that(
            quantity >= 1 && quantity <= MOST_PIECES, "quantity", "1 to " + MOST_PIECES + " pieces")
        .matches("tag", tag, TAG, "8 to 128 hexadecimal digits")
        .that(
            value == null || value >= 0 && value <= LARGEST_VALUE,
            "value",
            "0 to " + LARGEST_VALUE + " đồng")
        .that(
            acquired == null || !acquired.isAfter(today) && acquired.getYear() >= 1945,
            "acquired",
            "1945 to today")
        .that((gateway == null) == (device == null), "device", "Name its gateway and its device.");
  }
}
