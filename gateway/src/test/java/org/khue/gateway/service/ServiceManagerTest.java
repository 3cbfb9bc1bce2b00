package org.khue.gateway.service;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a listener that is not ours: Python's own socket library plays the service manager.
class ServiceManagerTest {
  private static final String LISTENER =
      """
      import socket, sys
      s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
      name = sys.argv[1]
      s.bind('\\0' + name[1:] if name.startswith('@') else name)
      print('bound', flush=True)
      while True:
          print(s.recv(4096).decode(), flush=True)
      """;

  @TempDir Path directory;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private @Nullable Process listener;

  @BeforeEach
  void aListenerNeedsPython() {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/python3")), "needs python3: install it");
  }

  @AfterEach
  void end() {
    if (listener != null) {
      listener.destroy();
    }
  }

  @Test
  void itSaysReadyWatchdogAndStopping() throws Exception {
    String address = listen(directory.resolve("notify").toString());
    ServiceManager manager =
        ServiceManager.of(Map.of("NOTIFY_SOCKET", address, "WATCHDOG_USEC", "150000"));
    manager.ready(() -> "well");
    awaitTold(4);
    manager.close();
    await().atMost(Duration.ofSeconds(5)).until(() -> told.contains("STOPPING=1"));
    assertEquals("READY=1", told.getFirst());
    assertEquals("WATCHDOG=1", told.get(1));
  }

  @Test
  void aNameInTheAbstractNamespaceIsReached() throws Exception {
    String address = listen("@khue-test-" + ProcessHandle.current().pid());
    ServiceManager.of(Map.of("NOTIFY_SOCKET", address)).ready(() -> "well");
    awaitTold(1);
    assertEquals(List.of("READY=1"), told);
  }

  @Test
  void aGatewayThatHangsIsNotReportedAsWorking() throws Exception {
    String address = listen(directory.resolve("notify").toString());
    CountDownLatch never = new CountDownLatch(1);
    try (ServiceManager manager =
        ServiceManager.of(Map.of("NOTIFY_SOCKET", address, "WATCHDOG_USEC", "150000"))) {
      int[] looks = {0};
      manager.ready(() -> {
        if (++looks[0] > 2) {
          never.await();
        }
        return "well";
      });
      awaitTold(3);
      await()
          .during(Duration.ofMillis(500))
          .atMost(Duration.ofSeconds(5))
          .until(() -> told.size() == 3);
    }
    assertTrue(told.contains("WATCHDOG=1"));
  }

  @Test
  void withoutAServiceManagerNobodyIsTold() {
    try (ServiceManager manager = ServiceManager.of(Map.of())) {
      manager.ready(() -> {
        throw new IllegalStateException("nobody looks");
      });
    }
    assertTrue(told.isEmpty());
  }

  @Test
  void anAddressThatIsNoneDoesNotStopTheGateway() {
    try (ServiceManager manager = ServiceManager.of(Map.of("NOTIFY_SOCKET", "nonsense"))) {
      manager.ready(() -> "well");
    }
    assertFalse(Files.exists(Path.of("nonsense")));
  }

  private String listen(String address) throws Exception {
    listener = new ProcessBuilder("/usr/bin/python3", "-c", LISTENER, address).start();
    BufferedReader lines = listener.inputReader(StandardCharsets.UTF_8);
    assertEquals("bound", lines.readLine());
    Thread.ofVirtual().start(() -> lines.lines().forEach(told::add));
    return address;
  }

  private void awaitTold(int count) {
    await().atMost(Duration.ofSeconds(10)).until(() -> told.size() >= count);
  }
}
