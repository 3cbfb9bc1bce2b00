package org.khue.gateway.rollcall;

/// Why something that a person asked for was not done.
public enum Refusal {
  /// No class of that code is known here.
  NO_SUCH_CLASS,

  /// A class of that code is there already.
  CLASS_EXISTS,

  /// Not a code as [ClassList#isCode(String)] asks for.
  BAD_CODE,

  /// Not 1 to [ClassList#MOST_PUPILS], or a number that the list does not have.
  BAD_NUMBER,

  /// The gateway holds as many classes as it can.
  TOO_MANY_CLASSES,

  /// A roll-call or a learning of cards goes on; end that first.
  BUSY,

  /// Nothing of the kind goes on.
  NOTHING_RUNS
}
