package org.khue.cloud.platform.api;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.problem.Problem;
import org.khue.cloud.platform.security.MachineAccess;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.security.SignedIn;
import org.yaml.snakeyaml.Yaml;

/// The OpenAPI description of all routes below `/api/`. The compiler writes it from the
/// controllers; here it gets what stands elsewhere: who may call a route (`x-access`, from the
/// route's own annotation), and the form that every error has.
@Singleton
@OpenAPIDefinition(
    info =
        @Info(
            title = "Khuê",
            version = "1",
            description =
                "REST API of Khuê's cloud. Lists come in pages (limit, cursor); records have ETags"
                    + " and are changed with If-Match; a POST with an Idempotency-Key takes effect"
                    + " once; errors are problem documents (RFC 9457)."))
public final class ApiDescription {
  private static final String RESOURCE = "/META-INF/swagger/api.yml";
  private static final String ROOT = "/api/";
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options");

  private final Router router;
  private volatile @Nullable Map<String, Object> document;

  ApiDescription(Router router) {
    this.router = router;
  }

  /// The description as YAML.
  public String yaml() {
    return new Yaml().dump(document());
  }

  /// The description as maps, lists and plain values.
  public Map<String, Object> document() {
    Map<String, Object> known = document;
    if (known == null) {
      known = make();
      document = known;
    }
    return known;
  }

  private Map<String, Object> make() {
    Map<String, Object> all = map(read());
    Map<String, String> access = access();
    Map<String, Object> paths = new LinkedHashMap<>();
    map(all.get("paths"))
        .forEach((path, item) -> {
          if (path.startsWith(ROOT)) {
            paths.put(path, item);
            map(item)
                .forEach((method, operation) -> {
                  if (METHODS.contains(method)) {
                    complete(map(operation), access.get(method + " " + path));
                  }
                });
          }
        });
    Map<String, Object> schemas = new HashMap<>(map(map(all.get("components")).get("schemas")));
    schemas.put("Problem", problemSchema());
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("openapi", String.valueOf(all.get("openapi")));
    whole.put("info", Objects.requireNonNull(all.get("info")));
    whole.put("paths", paths);
    whole.put("components", Map.of("schemas", used(schemas, paths)));
    return whole;
  }

  private static void complete(Map<String, Object> operation, @Nullable String access) {
    operation.put("x-access", access == null ? "none" : access);
    Map<String, Object> responses = map(operation.get("responses"));
    responses.putIfAbsent(
        "default",
        Map.of(
            "description",
            "A problem, see /api/problems/",
            "content",
            Map.of(
                Problem.MEDIA_TYPE,
                Map.of("schema", Map.of("$ref", "#/components/schemas/Problem")))));
  }

  /// Who may call each route, by `method path`.
  private Map<String, String> access() {
    Map<String, String> access = new HashMap<>();
    router
        .uriRoutes()
        .forEach(route -> {
          String path = pattern(route);
          if (path.startsWith(ROOT)) {
            access.put(
                route.getHttpMethodName().toLowerCase(Locale.ROOT) + " " + path,
                access(route.getAnnotationMetadata()));
          }
        });
    return access;
  }

  /// The path of a route as a description writes it.
  public static String pattern(UriRouteInfo<?, ?> route) {
    String path = route.getUriMatchTemplate().toString().replaceAll("\\{[?&][^}]*}", "");
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static String access(AnnotationMetadata route) {
    String right = route.stringValue(Needs.class).orElse("");
    if (!right.isEmpty()) {
      return "right " + right;
    }
    if (route.hasAnnotation(SignedIn.class)) {
      return "everybody who is signed in";
    }
    return route
        .enumValue(MachineAccess.class, MachineAccess.Credential.class)
        .map(credential ->
            "machines with " + credential.name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .orElse("everybody");
  }

  private static Map<String, Object> used(Map<String, Object> schemas, Object from) {
    Set<String> wanted = new HashSet<>(Set.of("Problem"));
    collect(from, wanted);
    for (int before = 0; before < wanted.size(); ) {
      before = wanted.size();
      for (String name : Set.copyOf(wanted)) {
        collect(schemas.get(name), wanted);
      }
    }
    Map<String, Object> used = new LinkedHashMap<>();
    schemas.keySet().stream()
        .filter(wanted::contains)
        .sorted()
        .forEach(name -> used.put(name, Objects.requireNonNull(schemas.get(name))));
    return used;
  }

  private static void collect(@Nullable Object node, Set<String> names) {
    switch (node) {
      case Map<?, ?> map -> {
        if (map.get("$ref") instanceof String reference) {
          names.add(reference.substring(reference.lastIndexOf('/') + 1));
        }
        map.values().forEach(value -> collect(value, names));
      }
      case Iterable<?> list -> list.forEach(value -> collect(value, names));
      case null, default -> {}
    }
  }

  private static Map<String, Object> problemSchema() {
    Map<String, Object> text = Map.of("type", "string");
    Map<String, Object> fault =
        Map.of("type", "object", "properties", Map.of("field", text, "message", text));
    return Map.of(
        "type",
        "object",
        "required",
        java.util.List.of("type", "title", "status"),
        "properties",
        Map.of(
            "type", text,
            "title", text,
            "status", Map.of("type", "integer"),
            "detail", text,
            "faults", Map.of("type", "array", "items", fault)));
  }

  @SuppressWarnings("unchecked") // YAML's objects have texts as keys
  private static Map<String, Object> map(@Nullable Object node) {
    return node instanceof Map<?, ?> map ? (Map<String, Object>) map : new LinkedHashMap<>();
  }

  private static Object read() {
    try (InputStream in = ApiDescription.class.getResourceAsStream(RESOURCE)) {
      return new Yaml()
          .load(Objects.requireNonNull(in, "the build writes the description of the API"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
