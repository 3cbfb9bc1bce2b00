package org.khue.gateway.journal;

/// Why entries were given up. On disk: the ordinal, so the order is fixed.
enum GapReason {
  DISK_FULL("disk-full"),
  AGE("age"),
  CORRUPT("corrupt");

  private final String wireName;

  GapReason(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }
}
