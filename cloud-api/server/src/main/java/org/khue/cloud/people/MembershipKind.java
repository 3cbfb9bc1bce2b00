package org.khue.cloud.people;

/// As what somebody belongs to a unit.
public enum MembershipKind {
  PUPIL,
  TEACHER,
  STAFF,
  HEAD,
  DEPUTY_HEAD,
  MEMBER
}
