package org.khue.cloud.organisation;

import java.util.List;
import java.util.UUID;

/// Who may be the homeroom teacher of a class. This module knows no persons: the one that does
/// answers.
public interface Teachers {

  /// A teacher.
  record Teacher(UUID person, String name) {}

  /// The teachers of a unit that whoever acts may see, by given name; none for who may see nobody.
  List<Teacher> of(UUID unit);
}
