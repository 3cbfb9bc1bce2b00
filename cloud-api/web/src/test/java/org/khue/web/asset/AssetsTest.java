package org.khue.web.asset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class AssetsTest {
  private static final List<String> OF_A_PAGE_WITH_CHARTS =
      List.of(
          "khue.css",
          "uPlot.min.css",
          "htmx.min.js",
          "sse.js",
          "khue.js",
          "uPlot.iife.min.js",
          "chart.js",
          "star.svg");

  private final Assets assets = new Assets();

  @Test
  void everythingAPageWithChartsLoadsIsBelow100Kilobytes() {
    int bytes = 0;
    for (String name : OF_A_PAGE_WITH_CHARTS) {
      Asset asset = assets.at(assets.path(name)).orElseThrow();
      bytes += asset.gzip().length == 0 ? asset.body().length : asset.gzip().length;
    }
    assertTrue(bytes < 100_000, bytes + " bytes");
  }

  @Test
  void pathsHoldAHashAndOtherPathsGiveNothing() {
    String path = assets.path("khue.css");
    assertTrue(path.matches("/assets/khue\\.[0-9a-f]{12}\\.css"), path);
    assertFalse(assets.at("/assets/khue.css").isPresent());
    assertFalse(assets.at("/assets/../khue.css").isPresent());
  }

  @Test
  void compressedFilesHoldTheSame() throws IOException {
    Asset asset = assets.at(assets.path("khue.js")).orElseThrow();
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(asset.gzip()))) {
      assertEquals(
          new String(asset.body(), StandardCharsets.UTF_8),
          new String(gzip.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void aFileThatIsNotListedIsABug() {
    assertThrows(IllegalArgumentException.class, () -> assets.path("secret.js"));
  }
}
