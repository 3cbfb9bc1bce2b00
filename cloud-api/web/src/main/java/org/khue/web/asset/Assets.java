package org.khue.web.asset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// The files of the pages, read once, hashed and compressed at start.
public final class Assets {
  /// All URL paths of assets begin so.
  public static final String ROOT = "/assets/";

  private static final String FOLDER = "/org/khue/web/asset/";
  private static final int HASH_CHARACTERS = 12;

  /// What ships. A file that is not named here is not served.
  private static final List<String> FILES =
      List.of(
          "khue.css",
          "khue.js",
          "chart.js",
          "passkey.js",
          "fragment.js",
          "star.svg",
          "htmx.min.js",
          "sse.js",
          "uPlot.iife.min.js",
          "uPlot.min.css");

  /// Files that are served as one, because they are written by concern.
  private static final Map<String, List<String>> PARTS =
      Map.of(
          "khue.css",
          List.of(
              "tokens.css",
              "base.css",
              "frame.css",
              "part.css",
              "chart.css",
              "table.css",
              "list.css",
              "form.css",
              "greeting.css",
              "equipment.css",
              "projector.css",
              "narrow.css",
              "print.css"),
          "khue.js",
          List.of("live.js", "page.js", "form.js"));

  private final Map<String, String> pathByName = new HashMap<>();
  private final Map<String, Asset> assetByPath = new HashMap<>();

  public Assets() {
    for (String name : FILES) {
      byte[] body = body(name);
      int dot = name.lastIndexOf('.');
      String ending = name.substring(dot);
      String path = ROOT + name.substring(0, dot) + "." + hash(body) + ending;
      byte[] gzip = gzip(body);
      byte[] smaller = gzip.length < body.length ? gzip : new byte[0];
      pathByName.put(name, path);
      assetByPath.put(path, new Asset(path, contentType(ending), body, smaller));
    }
  }

  /// The URL path of a file by its plain name, such as `khue.css`.
  public String path(String name) {
    String path = pathByName.get(name);
    if (path == null) {
      throw new IllegalArgumentException("no asset '" + name + "': add it to Assets.FILES");
    }
    return path;
  }

  /// The file at a URL path.
  public Optional<Asset> at(String path) {
    return Optional.ofNullable(assetByPath.get(path));
  }

  private static String contentType(String ending) {
    return switch (ending) {
      case ".css" -> "text/css; charset=utf-8";
      case ".js" -> "text/javascript; charset=utf-8";
      case ".svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException("no media type for files '" + ending + "'");
    };
  }

  private static byte[] body(String name) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (String part : PARTS.getOrDefault(name, List.of(name))) {
      whole.writeBytes(read(part));
    }
    return whole.toByteArray();
  }

  private static byte[] read(String name) {
    try (InputStream stream = Assets.class.getResourceAsStream(FOLDER + name)) {
      if (stream == null) {
        throw new IllegalStateException(
            "asset '" + name + "' is missing: was the web module built?");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read asset " + name, e);
    }
  }

  private static String hash(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return HexFormat.of().formatHex(digest).substring(0, HASH_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
