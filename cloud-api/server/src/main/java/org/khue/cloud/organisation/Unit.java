package org.khue.cloud.organisation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.util.UUID;
import org.khue.cloud.organisation.model.Span;
import org.khue.web.Language;

/// A unit of the school system.
///
/// @param version grows with each change
public record Unit(UUID id, @JsonUnwrapped UnitFacts facts, int version) {
  public String code() {
    return facts.code();
  }

  public String name() {
    return facts.name();
  }

  /// Its name in the reader's language; the Vietnamese one where there is no English one.
  public String nameIn(Language language) {
    String english = facts.nameEn();
    return language == Language.EN && english != null ? english : facts.name();
  }

  public UnitKind kind() {
    return facts.kind();
  }

  /// The days on which it exists.
  public Span life() {
    return new Span(facts.founded(), facts.dissolved());
  }

  public boolean existsOn(LocalDate day) {
    return life().contains(day);
  }
}
