package org.khue.cloud.platform.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.Headers;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.body.MessageBodyReader;
import io.micronaut.http.codec.CodecException;
import io.micronaut.jackson.JacksonConfiguration;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.problem.ProblemException.Fault;

/// Reads JSON bodies for all routes. What is no JSON is a 400; JSON that does not fit is a 422
/// which names every field that is wrong, unknown or missing at once. Texts arrive composed (NFC).
///
/// @param <T> the type that a route takes
@Singleton
@Order(StrictJson.BEFORE_MICRONAUTS_OWN)
@Consumes(MediaType.APPLICATION_JSON)
final class StrictJson<T> implements MessageBodyReader<T> {
  static final int BEFORE_MICRONAUTS_OWN = -20;

  private static final int DEEPEST = 32;
  private static final int LONGEST_TEXT = 1_000_000;
  private static final int LONGEST_NUMBER = 100;
  private static final int LONGEST_NAME = 200;

  private final ObjectMapper mapper;

  StrictJson(ObjectMapper shared) {
    mapper = shared.copy();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxStringLength(LONGEST_TEXT)
                .maxNumberLength(LONGEST_NUMBER)
                .maxNameLength(LONGEST_NAME)
                .build());
    mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    mapper.enable(
        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    mapper.disable(
        DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
        DeserializationFeature.UNWRAP_SINGLE_VALUE_ARRAYS,
        DeserializationFeature.ACCEPT_FLOAT_AS_INT);
  }

  @Override
  public boolean isReadable(Argument<T> type, MediaType mediaType) {
    return MediaType.EXTENSION_JSON.equals(mediaType.getExtension());
  }

  @Override
  public T read(Argument<T> type, MediaType mediaType, Headers headers, InputStream body)
      throws CodecException {
    JavaType wanted = JacksonConfiguration.constructType(type, mapper.getTypeFactory());
    JsonNode document = parse(body);
    List<Fault> faults = new ArrayList<>();
    JsonNode plain = Plain.of(document, "", faults);
    faults.addAll(Bodies.faults(plain, wanted, mapper));
    if (!faults.isEmpty()) {
      throw ProblemException.invalid(faults);
    }
    try {
      return mapper.treeToValue(plain, wanted);
    } catch (JsonProcessingException e) {
      // A record that refuses its components says why.
      Throwable refusal = e.getCause();
      String why = refusal instanceof IllegalArgumentException ? refusal.getMessage() : null;
      throw ProblemException.invalid(
          List.of(new Fault("(body)", why == null ? "does not fit what is asked for" : why)));
    }
  }

  private JsonNode parse(InputStream body) {
    try {
      JsonNode document = mapper.readTree(body);
      if (document == null || document.isMissingNode()) {
        throw new ProblemException(HttpStatus.BAD_REQUEST, "The body is empty; send JSON.");
      }
      return document;
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " at line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      throw new ProblemException(
          HttpStatus.BAD_REQUEST,
          "The body is no JSON that this server reads"
              + where
              + ": it must be well formed UTF-8, no name twice in an object, at most "
              + DEEPEST
              + " levels deep.");
    } catch (IOException e) {
      throw new ProblemException(HttpStatus.BAD_REQUEST, "The body could not be read to its end.");
    }
  }
}
