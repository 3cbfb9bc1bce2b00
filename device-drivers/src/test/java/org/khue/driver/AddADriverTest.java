package org.khue.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/// Follows docs/how-to/add-a-driver.md: writes its files, compiles them, runs its tests.
class AddADriverTest {
  private static final Pattern FILE =
      Pattern.compile(
          "^`device-drivers/src/(?:main|test)/(?:java|resources)/([^`]+)`\\n\\n```\\w+\\n(.*?)^```$",
          Pattern.MULTILINE | Pattern.DOTALL);

  @TempDir private Path home = Path.of("");

  @Test
  void theDriverOfTheHowToKeepsTheContract() throws Exception {
    String page = Files.readString(Path.of("../docs/how-to/add-a-driver.md"));
    List<Path> files = new ArrayList<>();
    FILE.matcher(page).results().forEach(found -> files.add(write(found.group(1), found.group(2))));
    write("META-INF/services/org.khue.driver.DriverFactory", "org.khue.driver.sics.SicsFactory\n");
    assertEquals(9, files.size());
    compile(files.stream().filter(file -> file.toString().endsWith(".java")).toList());
    TestExecutionSummary summary = run("SicsContractTest", "SicsWireCasesTest");
    StringBuilder failures = new StringBuilder();
    summary
        .getFailures()
        .forEach(failure ->
            failures
                .append(failure.getTestIdentifier().getDisplayName())
                .append(": ")
                .append(failure.getException())
                .append('\n'));
    assertEquals("", failures.toString());
    assertTrue(summary.getTestsSucceededCount() > 15, () -> "ran " + summary.getTestsFoundCount());
  }

  private Path write(String name, String text) {
    try {
      Path file = home.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compile(List<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-d", home.toString(), "-cp", classPath, "-Xlint:all,-processing", "-proc:none");
      boolean well =
          compiler
              .getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertTrue(well, said::toString);
    }
  }

  private TestExecutionSummary run(String... classes) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {home.toUri().toURL()}, getClass().getClassLoader())) {
      thread.setContextClassLoader(loader);
      LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
      for (String name : classes) {
        request.selectors(selectClass(loader.loadClass("org.khue.driver.sics." + name)));
      }
      LauncherDiscoveryRequest built = request.build();
      SummaryGeneratingListener listener = new SummaryGeneratingListener();
      LauncherFactory.create().execute(built, listener);
      return listener.getSummary();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
