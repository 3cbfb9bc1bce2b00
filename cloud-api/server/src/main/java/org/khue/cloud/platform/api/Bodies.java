package org.khue.cloud.platform.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.problem.ProblemException.Fault;

/// Compares a JSON document with the record that it should become, and lists everything that does
/// not fit. A component that is not `@Nullable` must be there; a field that the record does not
/// have is a mistake, unless the record says `@JsonIgnoreProperties(ignoreUnknown = true)`.
final class Bodies {
  private static final int MOST_FAULTS = 100;

  private final ObjectMapper mapper;
  private final List<Fault> faults = new ArrayList<>();

  private Bodies(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /// Everything that is wrong; empty if the document fits.
  static List<Fault> faults(JsonNode document, JavaType type, ObjectMapper mapper) {
    Bodies bodies = new Bodies(mapper);
    bodies.check("", document, type);
    return bodies.faults.stream().limit(MOST_FAULTS).toList();
  }

  private void check(String path, JsonNode node, JavaType type) {
    if (faults.size() > MOST_FAULTS) {
      return;
    }
    if (type.isReferenceType() && type.getRawClass() == Optional.class) {
      if (!node.isNull()) {
        check(path, node, type.getContentType());
      }
    } else if (type.getRawClass().isRecord()) {
      record(path, node, type);
    } else if (type.isCollectionLikeType() || type.isArrayType()) {
      list(path, node, type);
    } else if (type.isMapLikeType()) {
      map(path, node, type);
    } else {
      Leaves.fault(node, type, mapper).ifPresent(message -> add(path, message));
    }
  }

  private void record(String path, JsonNode node, JavaType type) {
    if (!node.isObject()) {
      add(path, "must be an object");
      return;
    }
    Class<?> raw = type.getRawClass();
    Map<String, RecordComponent> known = new LinkedHashMap<>();
    for (RecordComponent component : raw.getRecordComponents()) {
      known.put(name(component), component);
    }
    JsonIgnoreProperties ignored = raw.getAnnotation(JsonIgnoreProperties.class);
    if (ignored == null || !ignored.ignoreUnknown()) {
      node.fieldNames()
          .forEachRemaining(field -> {
            if (!known.containsKey(field)) {
              add(within(path, field), "is not known here; known are " + sorted(known.keySet()));
            }
          });
    }
    known.forEach((field, component) -> {
      JsonNode value = node.get(field);
      if (value == null || value.isNull()) {
        if (isNeeded(component)) {
          add(within(path, field), "is needed");
        }
      } else {
        check(
            within(path, field),
            value,
            mapper
                .getTypeFactory()
                .resolveMemberType(component.getGenericType(), type.getBindings()));
      }
    });
  }

  private void list(String path, JsonNode node, JavaType type) {
    if (type.getRawClass() == byte[].class) {
      Leaves.fault(node, type, mapper).ifPresent(message -> add(path, message));
      return;
    }
    if (!node.isArray()) {
      add(path, "must be a list");
      return;
    }
    for (int i = 0; i < node.size(); i++) {
      String place = path + "[" + i + "]";
      if (node.get(i).isNull()) {
        add(place, "must not be null");
      } else {
        check(place, node.get(i), type.getContentType());
      }
    }
  }

  private void map(String path, JsonNode node, JavaType type) {
    if (!node.isObject()) {
      add(path, "must be an object");
      return;
    }
    node.properties()
        .forEach(field -> {
          if (!field.getValue().isNull()) {
            check(within(path, field.getKey()), field.getValue(), type.getContentType());
          }
        });
  }

  private void add(String path, String message) {
    faults.add(new Fault(path.isEmpty() ? "(body)" : path, message));
  }

  private static String name(RecordComponent component) {
    JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
    return renamed == null || renamed.value().isEmpty() ? component.getName() : renamed.value();
  }

  private static boolean isNeeded(RecordComponent component) {
    return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
        && component.getType() != Optional.class;
  }

  private static String within(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  private static String sorted(Collection<String> names) {
    String[] all = names.toArray(String[]::new);
    Arrays.sort(all);
    return String.join(", ", all);
  }
}
