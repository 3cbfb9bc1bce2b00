package org.khue.sim.device.pn532;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The commands of a PN532 that a reader of card numbers uses. Source: NXP UM0701-02, chapter 7.
/// Not for several threads at once.
final class Chip {
  private static final int DIAGNOSE = 0x00;
  private static final int GET_FIRMWARE_VERSION = 0x02;
  private static final int GET_GENERAL_STATUS = 0x04;
  private static final int READ_GPIO = 0x0C;
  private static final int WRITE_GPIO = 0x0E;
  private static final int SET_PARAMETERS = 0x12;
  private static final int SAM_CONFIGURATION = 0x14;
  private static final int POWER_DOWN = 0x16;
  private static final int RF_CONFIGURATION = 0x32;
  private static final int IN_DESELECT = 0x44;
  private static final int IN_LIST_PASSIVE_TARGET = 0x4A;
  private static final int IN_RELEASE = 0x52;

  private static final byte[] FIRMWARE = {0x32, 1, 6, 7};
  private static final byte[] NOTHING = {};
  private static final byte[] NO_TARGET = {0};
  private static final int MAX_RETRIES_ITEM = 5;
  private static final int FOR_EVER = 0xFF;
  private static final int TYPE_A_106_KBPS = 0;
  private static final int VALIDATE = 0x80;
  private static final int LAMP = 0x20;

  /// One attempt to find a card.
  private static final Duration ATTEMPT = Duration.ofMillis(5);

  /// What the chip says to a command.
  sealed interface Reply {
    /// At once.
    ///
    /// @param lamp whether the command lit the confirmation lamp
    record Now(byte[] frame, boolean lamp) implements Reply {}

    /// When a card is found, or after some time without one.
    record Searching() implements Reply {}
  }

  private record Search(@Nullable Duration until) {}

  private boolean configured;
  private int retries = FOR_EVER;
  private int port3 = 0x3F;
  private @Nullable Search search;

  Reply command(Frames.Heard.Command command, Duration now) {
    search = null;
    byte[] parameters = command.parameters();
    return switch (command.code()) {
      case DIAGNOSE -> reply(command, diagnose(parameters));
      case GET_FIRMWARE_VERSION -> reply(command, FIRMWARE);
      case GET_GENERAL_STATUS -> reply(command, new byte[] {0, 1, 0, 0});
      case READ_GPIO -> reply(command, new byte[] {(byte) port3, 0, 0});
      case WRITE_GPIO -> writeGpio(command, parameters);
      case SET_PARAMETERS -> reply(command, NOTHING);
      case SAM_CONFIGURATION -> {
        configured = true;
        yield reply(command, NOTHING);
      }
      case POWER_DOWN, IN_RELEASE, IN_DESELECT -> reply(command, new byte[] {0});
      case RF_CONFIGURATION -> {
        if (parameters.length == 4 && parameters[0] == MAX_RETRIES_ITEM) {
          retries = parameters[3] & 0xFF;
        }
        yield reply(command, NOTHING);
      }
      case IN_LIST_PASSIVE_TARGET -> list(parameters, now);
      default -> new Reply.Now(Frames.error(), false);
    };
  }

  private static byte[] diagnose(byte[] parameters) {
    boolean lineTest = parameters.length > 0 && parameters[0] == 0;
    return lineTest ? parameters : new byte[] {0};
  }

  /// The confirmation lamp hangs on P35 and is lit while that is high.
  private Reply writeGpio(Frames.Heard.Command command, byte[] parameters) {
    if (parameters.length != 2) {
      return new Reply.Now(Frames.error(), false);
    }
    boolean written = (parameters[0] & VALIDATE) != 0;
    if (written) {
      port3 = parameters[0] & 0x3F;
    }
    return new Reply.Now(Frames.answer(command.code(), NOTHING), written && (port3 & LAMP) != 0);
  }

  /// Only after SAMConfiguration: before it the chip is in its low-battery mode.
  private Reply list(byte[] parameters, Duration now) {
    if (!configured || parameters.length < 2) {
      return new Reply.Now(Frames.error(), false);
    }
    if (parameters[1] != TYPE_A_106_KBPS) {
      return new Reply.Now(Frames.answer(IN_LIST_PASSIVE_TARGET, NO_TARGET), false);
    }
    search = new Search(retries == FOR_EVER ? null : now.plus(ATTEMPT.multipliedBy(retries + 1L)));
    return new Reply.Searching();
  }

  private static Reply reply(Frames.Heard.Command command, byte[] data) {
    return new Reply.Now(Frames.answer(command.code(), data), false);
  }

  /// The answer to a search that has found a card or has ended.
  Optional<byte[]> searched(Optional<Card> card, Duration now) {
    Search current = search;
    if (current == null) {
      return Optional.empty();
    }
    if (card.isPresent()) {
      search = null;
      byte[] target = card.get().targetData();
      byte[] data = new byte[target.length + 2];
      data[0] = 1; // one target,
      data[1] = 1; // which is number 1
      System.arraycopy(target, 0, data, 2, target.length);
      return Optional.of(Frames.answer(IN_LIST_PASSIVE_TARGET, data));
    }
    Duration until = current.until;
    if (until != null && now.compareTo(until) >= 0) {
      search = null;
      return Optional.of(Frames.answer(IN_LIST_PASSIVE_TARGET, NO_TARGET));
    }
    return Optional.empty();
  }

  boolean searching() {
    return search != null;
  }

  /// The host wants no answer any more.
  void abort() {
    search = null;
  }
}
