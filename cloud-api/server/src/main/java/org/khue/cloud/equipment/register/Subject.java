package org.khue.cloud.equipment.register;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.khue.cloud.equipment.internal.Coded;

/// The subject that a type of equipment is for. Names as in the general education programme of
/// 2018.
public enum Subject implements Coded {
  SHARED("eq.subject-shared"),
  LITERATURE("eq.subject-literature"),
  MATHEMATICS("eq.subject-mathematics"),
  FOREIGN_LANGUAGE("eq.subject-foreign-language"),
  NATURAL_SCIENCE("eq.subject-natural-science"),
  PHYSICS("eq.subject-physics"),
  CHEMISTRY("eq.subject-chemistry"),
  BIOLOGY("eq.subject-biology"),
  HISTORY_GEOGRAPHY("eq.subject-history-geography"),
  INFORMATICS("eq.subject-informatics"),
  TECHNOLOGY("eq.subject-technology"),
  ARTS("eq.subject-arts"),
  MUSIC("eq.subject-music"),
  PHYSICAL_EDUCATION("eq.subject-physical-education"),
  CIVIC_EDUCATION("eq.subject-civic-education"),
  DEFENCE_EDUCATION("eq.subject-defence-education"),
  ACTIVITIES("eq.subject-activities"),
  PRESCHOOL("eq.subject-preschool");

  private final String textKey;

  Subject(String textKey) {
    this.textKey = textKey;
  }

  @Override
  public String textKey() {
    return textKey;
  }

  @JsonValue
  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
