package org.khue.contract;

/// How far a reading can be trusted. On the wire: the ordinal, so the order is fixed.
public enum Quality {
  GOOD,
  UNCERTAIN,
  BAD
}
