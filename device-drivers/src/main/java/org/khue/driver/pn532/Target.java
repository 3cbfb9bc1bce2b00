package org.khue.driver.pn532;

import java.util.Arrays;
import java.util.Optional;
import org.khue.driver.Fault;
import org.khue.driver.LinkException;

/// A card in the reader's field.
///
/// @param uid 4, 7 or 10 bytes, in the order of the air interface
record Target(byte[] uid) {
  private static final int CASCADE_TAG = 0x88;
  private static final int RANDOM_ID = 0x08;

  /// Reads an answer to InListPassiveTarget (UM0701-02, section 7.3.5): number of cards, then
  /// number, SENS_RES (2), SEL_RES, length of NFCID1, NFCID1.
  static Optional<Target> parse(byte[] answer) throws LinkException {
    if (answer.length == 1 && answer[0] == 0) {
      return Optional.empty();
    }
    if (answer.length < 6 || answer[0] != 1 || answer.length < 6 + answer[5]) {
      throw unclear("a card of " + answer.length + " bytes");
    }
    byte[] id = withoutCascadeTags(Arrays.copyOfRange(answer, 6, 6 + Math.max(0, answer[5])));
    if (id.length != 4 && id.length != 7 && id.length != 10) {
      throw unclear("a card number of " + id.length + " bytes");
    }
    return Optional.of(new Target(id));
  }

  /// Some firmware leaves in the tags that stand before the parts of a long number (ISO/IEC
  /// 14443-3, section 6.5.4).
  private static byte[] withoutCascadeTags(byte[] id) {
    if (id.length == 8 && (id[0] & 0xFF) == CASCADE_TAG) {
      return Arrays.copyOfRange(id, 1, 8);
    }
    if (id.length == 12 && (id[0] & 0xFF) == CASCADE_TAG && (id[4] & 0xFF) == CASCADE_TAG) {
      byte[] plain = new byte[10];
      System.arraycopy(id, 1, plain, 0, 3);
      System.arraycopy(id, 5, plain, 3, 7);
      return plain;
    }
    return id;
  }

  /// Whether the number was made up for this one contact, as phones and passports do (ISO/IEC
  /// 14443-3, section 6.5.4: a single size number that begins with 08).
  boolean random() {
    return uid.length == 4 && uid[0] == RANDOM_ID;
  }

  /// Whether this may be the card that was there a moment ago. A card with random numbers takes
  /// another one each time it is found.
  boolean sameAs(Target before) {
    return Arrays.equals(uid, before.uid) || random() && before.random();
  }

  private static LinkException unclear(String what) {
    return new LinkException(new Fault.Protocol("The reader told of " + what));
  }
}
