package org.khue.cloud.people;

/// What a guardian is to a child.
public enum Relation {
  MOTHER,
  FATHER,
  GRANDPARENT,
  SIBLING,
  RELATIVE,
  APPOINTED
}
