package org.khue.cloud.equipment.utilisation.model;

/// Sums of what was counted, of any subjects and slots. Times in seconds.
///
/// @param available how long they could be used
/// @param booked of that
/// @param used of that
/// @param usedBooked of that, used and booked at once
/// @param expected whole minutes of the available time
/// @param heard of those, minutes in which whoever tells of the use was heard
public record Figures(
    long available, long booked, long used, long usedBooked, long expected, long heard) {
  /// How many sums there are.
  static final int MEASURES = 6;

  public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0);

  /// Booked and not used.
  public long ghost() {
    return booked - usedBooked;
  }

  /// Used and not booked.
  public long unplanned() {
    return used - usedBooked;
  }

  /// used ÷ available, 0 to 1; NaN if nothing was available.
  public double utilisation() {
    return share(used, available);
  }

  /// booked ÷ available, 0 to 1; NaN if nothing was available.
  public double bookedShare() {
    return share(booked, available);
  }

  /// heard ÷ expected, 0 to 1; NaN if nothing was expected.
  public double coverage() {
    return share(heard, expected);
  }

  public Figures plus(Figures other) {
    return new Figures(
        available + other.available,
        booked + other.booked,
        used + other.used,
        usedBooked + other.usedBooked,
        expected + other.expected,
        heard + other.heard);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? Double.NaN : part / (double) whole;
  }
}
