package org.khue.cloud.pages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;
import org.khue.cloud.TestCloud;

/// A browser without a screen: keeps cookies, follows nothing by itself.
public final class Reader implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TestCloud cloud;
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  public Reader(TestCloud cloud) {
    this.cloud = cloud;
  }

  /// A reader who is signed in.
  public static Reader in(TestCloud cloud, String role) {
    Reader reader = new Reader(cloud);
    HttpResponse<String> entered = reader.post("/login", "role=" + role);
    if (entered.statusCode() != 303) {
      throw new AssertionError("signing in answered " + entered.statusCode());
    }
    return reader;
  }

  /// The same reader, cookies and all, at a cloud that took the other's place.
  public Reader at(TestCloud other) {
    cloud = other;
    return this;
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).header("Accept", "text/html").GET());
  }

  /// A form sent by a page of this site.
  public HttpResponse<String> post(String path, String form) {
    URI uri = cloud.uri("/");
    String origin = uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort();
    return send(form(path, form).header("Origin", origin));
  }

  /// A form with the headers of the caller's choice.
  public HttpResponse<String> post(String path, String form, String header, String value) {
    return send(form(path, form).header(header, value));
  }

  /// The body of a form.
  ///
  /// @param fields name, value, name, value, …
  public static String form(String... fields) {
    StringJoiner form = new StringJoiner("&");
    for (int i = 0; i < fields.length; i += 2) {
      form.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return form.toString();
  }

  /// A request as a program of this site sends it, with a JSON body unless a header says otherwise.
  ///
  /// @param body empty for none
  /// @param headers name, value, name, value, …
  public HttpResponse<String> call(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        request(path)
            .header("Sec-Fetch-Site", "same-origin")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!body.isEmpty() && !List.of(headers).contains("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /// The JSON of an answer, which must have that status.
  public static JsonNode json(HttpResponse<String> answer, int status) {
    if (answer.statusCode() != status) {
      throw new AssertionError(answer.statusCode() + ": " + answer.body());
    }
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(answer.body(), e);
    }
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A live stream.
  public InputStream stream(String path) {
    try {
      HttpResponse<InputStream> answer =
          client.send(
              request(path).header("Accept", "text/event-stream").GET().build(),
              HttpResponse.BodyHandlers.ofInputStream());
      if (answer.statusCode() != 200) {
        throw new AssertionError(path + " answered " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The client with this reader's cookies.
  public HttpClient client() {
    return client;
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(cloud.uri(path)).timeout(Duration.ofSeconds(30));
  }

  private HttpRequest.Builder form(String path, String form) {
    return request(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Accept", "text/html")
        .POST(HttpRequest.BodyPublishers.ofString(form));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
