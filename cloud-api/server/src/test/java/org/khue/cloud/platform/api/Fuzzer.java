package org.khue.cloud.platform.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.TestCloud;
import org.khue.cloud.pages.Reader;

/// Sends requests made from the API's description, and judges the answers: none is a fault of the
/// server, every refusal is a problem document that tells nothing of the inside, none is slow.
final class Fuzzer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SLOW = Duration.ofSeconds(2);
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
  private static final List<String> TYPES =
      List.of(
          "application/xml",
          "text/plain",
          "application/json; charset=utf-16",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "no type at all");
  private static final List<String> INSIDE =
      List.of("Exception", "at org.", "java.", "SELECT ", "INSERT ", "PSQL", "SQLSTATE");

  /// A route of the description.
  record Operation(String method, String path, Map<String, Object> description) {}

  private final TestCloud cloud;
  private final Random random;
  private final FuzzValues values;
  private final Map<String, Integer> statuses = new TreeMap<>();
  private final Set<String> faults = new TreeSet<>();
  private Reader reader;
  private int sent;

  Fuzzer(TestCloud cloud, long seed, Map<String, Object> document) {
    this.cloud = cloud;
    random = new Random(seed);
    values = new FuzzValues(random, map(map(document.get("components")).get("schemas")));
    reader = Reader.in(cloud, "principal");
  }

  static List<Operation> operations(Map<String, Object> document) {
    List<Operation> operations = new ArrayList<>();
    map(document.get("paths"))
        .forEach((path, item) ->
            map(item)
                .forEach((method, found) -> {
                  if (METHODS.contains(method)) {
                    operations.add(new Operation(method, path, map(found)));
                  }
                }));
    return operations;
  }

  Set<String> faults() {
    return faults;
  }

  int sent() {
    return sent;
  }

  Map<String, Integer> statuses() {
    return statuses;
  }

  /// Sends one request to the route.
  void once(Operation operation) throws IOException, InterruptedException {
    int wrong = random.nextInt(3) * 150;
    HttpRequest request = request(operation, wrong);
    long start = System.nanoTime();
    HttpResponse<String> answer = send(request);
    if (answer != null && System.nanoTime() - start > SLOW.toNanos()) {
      start = System.nanoTime(); // a busy machine is slow once, a slow route twice
      answer = send(request);
    }
    sent++;
    String name = operation.method() + " " + operation.path();
    if (answer == null || System.nanoTime() - start > SLOW.toNanos()) {
      faults.add(name + ": slower than " + SLOW.toSeconds() + " s: " + request.uri());
      return;
    }
    statuses.merge(answer.statusCode() + "", 1, Integer::sum);
    String fault = fault(answer);
    if (fault != null) {
      faults.add(name + ": " + fault);
    }
    boolean mine = String.valueOf(operation.description().get("x-access")).startsWith("right");
    if (answer.statusCode() == 401 && mine) {
      reader.close();
      reader = Reader.in(cloud, "principal"); // the request before ended the session
    }
  }

  private @Nullable HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return reader.client().send(request, HttpResponse.BodyHandlers.ofString());
    } catch (HttpTimeoutException e) {
      return null;
    }
  }

  private static @Nullable String fault(HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status >= 500) {
      return "answers " + status;
    }
    if (status < 400) {
      return null;
    }
    String type = answer.headers().firstValue("Content-Type").orElse("none");
    if (!type.startsWith("application/problem+json")) {
      return status + " is no problem document but " + type;
    }
    String body = answer.body();
    try {
      JsonNode problem = JSON.readTree(body);
      for (String field : List.of("type", "title", "status", "detail")) {
        if (!problem.hasNonNull(field)) {
          return status + " has no " + field;
        }
      }
      if (problem.get("status").asInt() != status) {
        return status + " says " + problem.get("status");
      }
    } catch (JsonProcessingException e) {
      return status + " is no JSON";
    }
    return INSIDE.stream()
        .filter(body::contains)
        .findFirst()
        .map(word -> status + " tells '" + word + "'")
        .orElse(null);
  }

  private HttpRequest request(Operation operation, int wrong) throws JsonProcessingException {
    StringBuilder path = new StringBuilder(operation.path());
    List<String> query = new ArrayList<>();
    if (operation.description().get("parameters") instanceof List<?> parameters) {
      for (Object each : parameters) {
        Map<String, Object> parameter = map(each);
        String name = String.valueOf(parameter.get("name"));
        String value = plain(values.value(parameter.get("schema"), wrong, 0));
        if ("path".equals(parameter.get("in"))) {
          fill(path, name, value);
        } else if ("query".equals(parameter.get("in")) && random.nextInt(4) > 0) {
          query.add(encoded(name) + "=" + encoded(value));
        }
      }
    }
    boolean gateway = String.valueOf(operation.description().get("x-access")).contains("gateway");
    fill(path, "id", gateway && random.nextInt(10) > 0 ? "gw-1" : plain(values.nasty()));
    if (random.nextInt(20) == 0) {
      query.add(encoded(plain(values.nasty())) + "=" + encoded(plain(values.nasty())));
    }
    String target = path + (query.isEmpty() ? "" : "?" + String.join("&", query));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(cloud.uri("/").resolve("/") + target.substring(1)))
            .timeout(SLOW.multipliedBy(2))
            .header("Sec-Fetch-Site", "same-origin");
    headers(operation, request);
    body(operation, request, wrong);
    return request.build();
  }

  private static void fill(StringBuilder path, String name, String value) {
    int at = path.indexOf("{" + name + "}");
    if (at >= 0) {
      // An empty or dotted segment would be another route.
      String segment = encoded(value.isEmpty() || value.length() > 300 ? "x" : value);
      path.replace(at, at + name.length() + 2, segment.replace(".", "%2E"));
    }
  }

  private void headers(Operation operation, HttpRequest.Builder request) {
    String access = String.valueOf(operation.description().get("x-access"));
    if (access.contains("ledger")) {
      request.header("Authorization", "Bearer " + TestCloud.LEDGER_TOKEN);
    } else if (access.contains("read token")) {
      request.header("Authorization", "Bearer " + TestCloud.READ_TOKEN);
    } else if (access.contains("gateway")) {
      byte[] pair = ("gw-1:" + TestCloud.secret("gw-1")).getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
    if (random.nextInt(6) == 0) {
      request.header("If-Match", List.of("\"1\"", "*", "W/\"1\"", "x").get(random.nextInt(4)));
    }
    if (random.nextInt(6) == 0) {
      request.header("If-None-Match", "\"1\"");
    }
    if (random.nextInt(6) == 0) {
      request.header("Idempotency-Key", "fuzz-key-" + random.nextInt(40));
    }
    if (random.nextInt(10) == 0) {
      request.header(
          "Accept", List.of("application/xml", "*/*", "text/html").get(random.nextInt(3)));
    }
  }

  private void body(Operation operation, HttpRequest.Builder request, int wrong)
      throws JsonProcessingException {
    String method = operation.method().toUpperCase(java.util.Locale.ROOT);
    Map<String, Object> content =
        map(map(operation.description().get("requestBody")).get("content"));
    if (content.isEmpty()) {
      request.method(method, BodyPublishers.noBody());
      return;
    }
    String type = content.keySet().iterator().next();
    Object value = values.value(map(content.get(type)).get("schema"), wrong, 0);
    String body;
    if (type.contains("form-urlencoded")) {
      body =
          value instanceof Map<?, ?> fields
              ? fields.entrySet().stream()
                  .map(field ->
                      encoded(field.getKey() + "") + "=" + encoded(plain(field.getValue())))
                  .collect(Collectors.joining("&"))
              : encoded(plain(value));
    } else {
      body = JSON.writeValueAsString(value);
    }
    if (random.nextInt(1_000) < wrong) {
      body = broken(body);
    }
    boolean otherType = random.nextInt(1_000) < wrong / 3;
    request.header(
        "Content-Type",
        otherType
            ? TYPES.get(random.nextInt(TYPES.size()))
            : type.equals("*/*") ? "application/json" : type);
    request.method(method, BodyPublishers.ofString(body));
  }

  private String broken(String body) {
    return switch (random.nextInt(5)) {
      case 0 -> body.substring(0, body.length() / 2);
      case 1 -> body + body;
      case 2 -> "";
      case 3 -> body.replace('"', '\'');
      default -> "\u0000" + body;
    };
  }

  private static String plain(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() > 2_000 ? text.substring(0, 2_000) : text;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @SuppressWarnings("unchecked") // YAML's objects have texts as keys
  private static Map<String, Object> map(@Nullable Object node) {
    return node instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  @Override
  public void close() {
    reader.close();
  }
}
