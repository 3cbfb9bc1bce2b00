package org.khue.cloud.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.TestDatabase;

/// What a slow line carries before a page stands there: the page and every file that it names.
class PageWeightTest {
  private static final int MOST_BYTES = 150_000;
  private static final Pattern FILE = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");
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

  @ParameterizedTest
  @ValueSource(strings = {"/", "/rooms", "/ui", "/ui?size=100", "/login"})
  void aFirstLoadIsLight(String path) throws IOException {
    try (Reader reader = Reader.in(cloud, "lab-technician")) {
      HttpResponse<String> page = reader.get(path);
      assertEquals(200, page.statusCode());
      int bytes = gzip(page.body());
      Set<String> files = new LinkedHashSet<>();
      Matcher matcher = FILE.matcher(page.body());
      while (matcher.find()) {
        files.add(matcher.group(1));
      }
      assertTrue(files.size() >= 4, "too few files were found: " + files);
      for (String file : files) {
        bytes += gzip(reader.get(file).body());
      }
      assertTrue(bytes <= MOST_BYTES, path + " is " + bytes + " bytes");
    }
  }

  private static int gzip(String body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(body.getBytes(StandardCharsets.UTF_8));
    }
    return out.size();
  }
}
