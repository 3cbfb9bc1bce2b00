package org.khue.cloud.platform.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.platform.db.TestDatabase;

class HeadersTest {
  @Test
  void noOtherSiteReadsAnswersOrLearnsOfThem() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    try (TestCloud cloud = TestCloud.start(settings);
        Reader reader = Reader.in(cloud, "teacher")) {
      for (String path : List.of("/", "/api/openapi.yml", "/login", "/no/such", "/health")) {
        HttpResponse<String> answer =
            reader.send(reader.request(path).header("Origin", "https://evil.example").GET());
        Map<String, List<String>> headers = answer.headers().map();
        assertFalse(
            headers.keySet().stream().anyMatch(name -> name.startsWith("access-control-")), path);
        assertEquals(List.of("same-origin"), headers.get("cross-origin-opener-policy"));
        assertEquals(List.of("require-corp"), headers.get("cross-origin-embedder-policy"));
        assertEquals(List.of("same-origin"), headers.get("cross-origin-resource-policy"));
        assertEquals(1, headers.getOrDefault("content-security-policy", List.of()).size(), path);
        assertFalse(headers.containsKey("strict-transport-security"), "without TLS");
        assertFalse(headers.containsKey("server"), path);
        assertTrue(headers.getOrDefault("cache-control", List.of()).contains("no-store"), path);
      }
    }
  }

  @Test
  void aNonceIsNewForEachRequestAndTheSameWithinOne() {
    HttpRequest<?> one = HttpRequest.GET("/a");
    HttpRequest<?> other = HttpRequest.GET("/a");
    assertTrue(Nonce.used(one).isEmpty());
    assertEquals(Nonce.of(one), Nonce.of(one));
    assertNotEquals(Nonce.of(one), Nonce.of(other));
    assertEquals(24, Nonce.of(one).length());
  }
}
