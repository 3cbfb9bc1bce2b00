package org.khue.cloud.people.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// One ZIP of everything about a person: a JSON file a module for programs, one HTML page for
/// people.
public final class ExportFile {
  private ExportFile() {}

  /// @param title of the page, in the reader's language
  /// @param language such as `vi`
  public static byte[] of(Map<String, JsonNode> parts, String title, String language) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, JsonNode> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey() + ".json"));
        zip.write(
            Sealed.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(part.getValue()));
        zip.closeEntry();
      }
      zip.putNextEntry(new ZipEntry("index.html"));
      zip.write(page(parts, title, language).getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private static String page(Map<String, JsonNode> parts, String title, String language) {
    StringBuilder html =
        new StringBuilder("<!doctype html><html lang=\"")
            .append(escaped(language))
            .append("\"><meta charset=\"utf-8\"><title>")
            .append(escaped(title))
            .append("</title><h1>")
            .append(escaped(title))
            .append("</h1>");
    for (Map.Entry<String, JsonNode> part : parts.entrySet()) {
      html.append("<h2>").append(escaped(part.getKey())).append("</h2>");
      value(html, part.getValue());
    }
    return html.append("</html>").toString();
  }

  private static void value(StringBuilder html, JsonNode node) {
    if (node.isObject()) {
      html.append("<dl>");
      for (var field : node.properties()) {
        html.append("<dt>").append(escaped(field.getKey())).append("</dt><dd>");
        value(html, field.getValue());
        html.append("</dd>");
      }
      html.append("</dl>");
    } else if (node.isArray()) {
      html.append("<ul>");
      for (JsonNode item : node) {
        html.append("<li>");
        value(html, item);
        html.append("</li>");
      }
      html.append("</ul>");
    } else {
      html.append(escaped(node.asText()));
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
