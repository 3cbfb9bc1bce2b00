package org.khue.driver.coap;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `/.well-known/core` tells about a resource (RFC 6690).
final class LinkList {
  private static final Pattern ATTRIBUTE =
      Pattern.compile(";\\s*(title|rt)\\s*=\\s*(?:\"([^\"]{0,128})\"|([^\",;\\s]{1,128}))");

  private static final Pattern CONTENT =
      Pattern.compile(";\\s*ct\\s*=\\s*(\"[0-9\\s]{1,64}\"|[0-9]{1,5})");
  private static final Pattern LINK = Pattern.compile("<(/[^<>]{1,200})>([^<]*)");
  private static final Pattern SENML = Pattern.compile("(?:^|[\"\\s])11[02](?:[\"\\s]|$)");

  private LinkList() {}

  /// The resource that bears SenML: its content types (`ct`) are 110 or 112, or it is called
  /// `/senml`; empty if none does.
  static String senml(byte[] payload) {
    String named = "";
    for (Matcher link = links(payload); link.find(); ) {
      Matcher type = CONTENT.matcher(link.group(2));
      while (type.find()) {
        if (SENML.matcher(type.group(1)).find()) {
          return link.group(1);
        }
      }
      if (link.group(1).equals("/senml")) {
        named = link.group(1);
      }
    }
    return named;
  }

  /// The resource types (`rt`) of all resources; at most 32.
  static Set<String> types(byte[] payload) {
    Set<String> types = new LinkedHashSet<>();
    for (Matcher link = links(payload); link.find() && types.size() < 32; ) {
      for (Matcher found = ATTRIBUTE.matcher(link.group(2)); found.find(); ) {
        if (found.group(1).equals("rt")) {
          types.add(found.group(2) == null ? found.group(3) : found.group(2));
        }
      }
    }
    return types;
  }

  private static Matcher links(byte[] payload) {
    return LINK.matcher(new String(payload, StandardCharsets.UTF_8));
  }

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
