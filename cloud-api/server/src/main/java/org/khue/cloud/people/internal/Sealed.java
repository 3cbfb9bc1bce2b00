package org.khue.cloud.people.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.khue.cloud.platform.vault.SubjectKey;

/// What is sealed, as JSON.
public final class Sealed {
  static final String FACTS = "people.person";
  static final String IDENTIFIER = "people.identifier";
  static final String CONSENT = "people.consent";

  /// Fields that a later version adds are ignored by an earlier one.
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private Sealed() {}

  static byte[] seal(SubjectKey key, String place, Object value) {
    try {
      return key.seal(place, MAPPER.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON", e);
    }
  }

  static <T> T open(SubjectKey key, String place, byte[] sealed, Class<T> type) {
    try {
      return MAPPER.readValue(key.open(place, sealed), type);
    } catch (JsonProcessingException e) {
      // Without the cause: its message quotes what was sealed.
      throw new IllegalStateException(
          place + " of " + key.subject() + " holds JSON of another shape");
    }
  }

  /// The mapper of exports.
  public static JsonMapper mapper() {
    return MAPPER;
  }
}
