package org.khue.cloud.people;

/// As civil registration knows it.
public enum Sex {
  FEMALE,
  MALE
}
