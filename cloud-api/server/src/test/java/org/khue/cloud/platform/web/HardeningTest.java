package org.khue.cloud.platform.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.platform.db.TestDatabase;

/// Small doors that stay shut.
class HardeningTest {
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

  @Test
  void traceEchoesNothing() {
    try (Reader reader = Reader.in(cloud, "it-officer")) {
      HttpResponse<String> answer =
          reader.send(
              reader
                  .request("/login")
                  .header("Sec-Fetch-Site", "same-origin")
                  .header("X-Secret", "nhai")
                  .method("TRACE", HttpRequest.BodyPublishers.noBody()));
      assertTrue(answer.statusCode() >= 400, answer.statusCode() + "");
      assertTrue(!answer.body().contains("nhai"), answer.body());
    }
  }

  @Test
  void whatIsTextSaysItsCharset() {
    try (Reader reader = Reader.in(cloud, "it-officer")) {
      for (String path : List.of("/login", "/accounts", "/no/such", "/accounts?format=csv")) {
        String type =
            reader
                .get(path)
                .headers()
                .firstValue("content-type")
                .orElse("")
                .toLowerCase(Locale.ROOT);
        assertTrue(type.contains("charset=utf-8"), path + " is " + type);
      }
      for (String path : List.of("/api/v1/accounts", "/health")) {
        String type = reader.get(path).headers().firstValue("content-type").orElse("");
        assertTrue(type.contains("json"), path + " is " + type);
      }
    }
  }

  @Test
  void signingOutClearsWhatTheBrowserKept() {
    try (Reader reader = Reader.in(cloud, "teacher")) {
      HttpResponse<String> left = reader.post("/logout", "");
      assertEquals(List.of("\"storage\""), left.headers().allValues("clear-site-data"));
    }
  }
}
