package org.khue.sim.device.scpi;

/// An error as it stands in an instrument's error queue. Numbers and texts: SCPI-99 volume 2,
/// chapter 21.8.
final class ScpiError extends Exception {
  private static final long serialVersionUID = 1L;

  private final int number;

  private ScpiError(int number, String text) {
    super(text, null, false, false);
    this.number = number;
  }

  int number() {
    return number;
  }

  /// As `SYSTem:ERRor?` answers it.
  String wire() {
    return number + ",\"" + getMessage() + "\"";
  }

  static ScpiError none() {
    return new ScpiError(0, "No error");
  }

  static ScpiError syntax() {
    return new ScpiError(-102, "Syntax error");
  }

  static ScpiError missingParameter() {
    return new ScpiError(-109, "Missing parameter");
  }

  static ScpiError undefinedHeader() {
    return new ScpiError(-113, "Undefined header");
  }

  static ScpiError dataOutOfRange() {
    return new ScpiError(-222, "Data out of range");
  }

  static ScpiError illegalParameter() {
    return new ScpiError(-224, "Illegal parameter value");
  }

  static ScpiError queueOverflow() {
    return new ScpiError(-350, "Queue overflow");
  }

  static ScpiError inputOverrun() {
    return new ScpiError(-363, "Input buffer overrun");
  }
}
