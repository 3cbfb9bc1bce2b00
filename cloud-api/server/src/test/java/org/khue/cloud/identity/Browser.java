package org.khue.cloud.identity;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.khue.cloud.TestCloud;
import org.khue.cloud.pages.Reader;

/// A browser with a session of its own.
record Browser(Reader reader, String cookie) implements AutoCloseable {
  static Browser of(TestCloud cloud, UUID account) {
    return new Browser(new Reader(cloud), Members.session(cloud, account));
  }

  HttpResponse<String> get(String path) {
    return reader.send(
        reader.request(path).header("Cookie", cookie).header("Accept", "text/html").GET());
  }

  HttpResponse<String> post(String path, String form) {
    return reader.send(
        reader
            .request(path)
            .header("Cookie", cookie)
            .header("Accept", "text/html")
            .header("Sec-Fetch-Site", "same-origin")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  /// Where an answer leads.
  static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("location").orElse("");
  }

  static String form(String... namesAndValues) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.append(i == 0 ? "" : "&")
          .append(namesAndValues[i])
          .append('=')
          .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
    }
    return form.toString();
  }

  /// What the pattern's group holds in the text.
  static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), pattern + " in " + text);
    return matcher.group(1);
  }

  @Override
  public void close() {
    reader.close();
  }
}
