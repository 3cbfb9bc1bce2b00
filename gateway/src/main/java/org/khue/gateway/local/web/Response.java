package org.khue.gateway.local.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// An answer.
///
/// @param length in bytes; -1 if it is only known when it is written
public record Response(int code, String type, Map<String, String> headers, long length, Body body) {
  private static final String HTML = "text/html; charset=utf-8";

  /// Writes the answer's bytes.
  @FunctionalInterface
  public interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  public Response {
    headers = Map.copyOf(headers);
  }

  /// @param type with its character set
  public static Response of(int code, String type, byte[] bytes) {
    return new Response(code, type, Map.of(), bytes.length, out -> out.write(bytes));
  }

  public static Response html(int code, String html) {
    return of(code, HTML, html.getBytes(StandardCharsets.UTF_8));
  }

  public static Response text(int code, String text) {
    return of(code, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /// After a form: the browser asks for that page.
  public static Response seeOther(String path) {
    return text(303, "").with("Location", path);
  }

  /// A file to keep, written while it is sent.
  public static Response download(String name, String type, Body body) {
    return new Response(200, type, Map.of(), -1, body)
        .with("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }

  public Response with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Response(code, type, more, length, body);
  }
}
