package org.khue.driver;

/// Who answered. Empty text where the wire does not tell.
///
/// @param serial tells one device from another of its kind: a changed one is another device, not
///   this one
public record Identity(String maker, String model, String serial, String firmware) {
  public static final Identity UNKNOWN = new Identity("", "", "", "");
}
