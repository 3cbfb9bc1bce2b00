package org.khue.driver;

/// How far a sample can be trusted, by what the device itself says.
public enum Quality {
  GOOD,
  UNCERTAIN,
  BAD
}
