package org.khue.driver.coap;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `/.well-known/core` tells about a resource (RFC 6690).
final class LinkList {
  private static final Pattern ATTRIBUTE =
      Pattern.compile(";\\s*(title|rt)\\s*=\\s*(?:\"([^\"]{0,128})\"|([^\",;\\s]{1,128}))");

  private LinkList() {}

  /// The title of a resource, or else its type; empty if neither is told.
  static String model(byte[] payload, String path) {
    String links = new String(payload, StandardCharsets.UTF_8);
    String link = "<" + path + ">";
    int start = links.indexOf(link);
    if (start < 0) {
      return "";
    }
    int next = links.indexOf(",<", start);
    String attributes = links.substring(start + link.length(), next < 0 ? links.length() : next);
    String type = "";
    for (Matcher found = ATTRIBUTE.matcher(attributes); found.find(); ) {
      String value = found.group(2) == null ? found.group(3) : found.group(2);
      if (found.group(1).equals("title")) {
        return value;
      }
      type = value;
    }
    return type;
  }
}
