package org.khue.cloud.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.web.router.Router;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.platform.db.TestDatabase;
import org.yaml.snakeyaml.Yaml;

/// The description says what the program does: no route without it, nothing in it without a route.
class OpenApiTest {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
  private static TestCloud cloud;

  @BeforeAll
  static void start() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    cloud = TestCloud.start(settings);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object node) {
    return (Map<String, Object>) Objects.requireNonNull(node);
  }

  private static Map<String, Object> served() {
    try (Reader reader = Reader.in(cloud, "principal")) {
      HttpResponse<String> answer = reader.get("/api/openapi.yml");
      assertEquals(200, answer.statusCode(), answer.body());
      return map(new Yaml().load(answer.body()));
    }
  }

  @Test
  void routesAndDescriptionAgreeBothWays() {
    Set<String> routes = new TreeSet<>();
    cloud
        .bean(Router.class)
        .uriRoutes()
        .filter(route -> ApiDescription.pattern(route).startsWith("/api/"))
        .map(route ->
            route.getHttpMethodName().toLowerCase(Locale.ROOT)
                + " "
                + ApiDescription.pattern(route))
        .filter(name -> !name.startsWith("head "))
        .forEach(routes::add);
    Set<String> described = new TreeSet<>();
    map(served().get("paths"))
        .forEach((path, item) ->
            map(item).keySet().stream()
                .filter(METHODS::contains)
                .forEach(method -> described.add(method + " " + path)));
    assertTrue(routes.size() >= 8, routes.toString());
    described.removeIf(name -> name.contains("/test-things"));
    assertEquals(routes, described);
  }

  @Test
  void everyRouteSaysWhatItDoesWhoMayCallItAndWhatItAnswers() {
    Set<String> faults = new TreeSet<>();
    map(served().get("paths"))
        .forEach((path, item) ->
            map(item)
                .forEach((method, found) -> {
                  if (!METHODS.contains(method) || path.contains("/test-things")) {
                    return;
                  }
                  Map<String, Object> operation = map(found);
                  String name = method + " " + path;
                  if (String.valueOf(operation.getOrDefault("summary", "")).isBlank()) {
                    faults.add(name + ": no @Operation(summary)");
                  }
                  if ("none".equals(operation.get("x-access"))) {
                    faults.add(name + ": nobody knows who may call it");
                  }
                  if (map(operation.get("responses")).size() < 2) {
                    faults.add(name + ": no answer is described");
                  }
                }));
    assertEquals(Set.of(), faults);
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    Map<String, Object> document = served();
    Set<String> schemas = map(map(document.get("components")).get("schemas")).keySet();
    String text = new Yaml().dump(document);
    var references =
        java.util.regex.Pattern.compile("#/components/schemas/([\\w.<>-]+)").matcher(text);
    int count = 0;
    while (references.find()) {
      assertTrue(schemas.contains(references.group(1)), references.group(1));
      count++;
    }
    assertTrue(count >= 8);
  }

  @Test
  void thePageNeedsNoScriptInsideIt() {
    try (Reader reader = Reader.in(cloud, "principal");
        Reader stranger = new Reader(cloud)) {
      HttpResponse<String> page = reader.get("/api/docs");
      assertEquals(200, page.statusCode());
      assertFalse(page.body().contains("<script>"));
      String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
      assertFalse(policy.contains("unsafe"), policy);
      for (String file : Set.of("swagger-ui.css", "swagger-ui-bundle.js", "start.js")) {
        assertTrue(page.body().contains("/api/docs/" + file));
        assertEquals(200, reader.get("/api/docs/" + file).statusCode());
      }
      assertEquals(404, reader.get("/api/docs/index.html").statusCode());
      assertFalse(stranger.get("/api/openapi.yml").statusCode() == 200);
    }
  }
}
