package org.khue.driver;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Plays each folder of a driver's `testcases/` (test resources beside the test class) and compares
/// what the driver makes of those bytes. The folder's name is the test's name.
public abstract class AbstractWireCases {
  protected abstract DriverFactory factory();

  /// A connection block that the driver takes; nothing listens there.
  protected abstract Map<String, Object> connection();

  @TestFactory
  Stream<DynamicTest> eachRecordingGivesWhatItsCaseSays() throws Exception {
    URL testcases = getClass().getResource("testcases");
    if (testcases == null) {
      throw new IllegalStateException("no folder testcases beside " + getClass());
    }
    return folders(testcases).stream()
        .map(folder ->
            DynamicTest.dynamicTest(
                folder.getFileName().toString().replace('-', ' '),
                () -> new WireCase(factory(), folder, connection()).play()));
  }

  private static List<Path> folders(URL testcases) throws IOException, URISyntaxException {
    try (Stream<Path> list = Files.list(Path.of(testcases.toURI()))) {
      return list.filter(Files::isDirectory).sorted().toList();
    }
  }
}
