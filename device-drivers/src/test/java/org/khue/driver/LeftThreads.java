package org.khue.driver;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds threads that a driver left behind: platform threads by their number, virtual ones by a
/// driver's class in their stack (they are in no thread group).
final class LeftThreads {
  private final Set<Long> before;
  private final Set<String> virtualBefore = Set.copyOf(virtualThreadsOfDrivers());

  LeftThreads() {
    before =
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::threadId)
            .collect(Collectors.toSet());
  }

  /// What is there now and was not before, by name.
  List<String> found() {
    List<String> found = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread.threadId()) && !belongsToTheMachine(thread)) {
        found.add(thread.getName());
      }
    }
    virtualThreadsOfDrivers().stream()
        .filter(thread -> !virtualBefore.contains(thread))
        .forEach(found::add);
    return found;
  }

  /// Threads of the JVM and of shared pools that end by themselves.
  private static boolean belongsToTheMachine(Thread thread) {
    String name = thread.getName();
    return name.startsWith("ForkJoinPool")
        || name.startsWith("VirtualThread")
        || name.startsWith("Common-Cleaner")
        || name.startsWith("MasterPoller")
        || name.startsWith("Read-Poller")
        || name.startsWith("Write-Poller")
        || name.startsWith("Attach Listener")
        || name.startsWith("process reaper")
        || name.startsWith("awaitility")
        || name.startsWith("junit");
  }

  private static List<String> virtualThreadsOfDrivers() {
    try {
      Path folder = Files.createTempDirectory("threads");
      Path dump = folder.resolve("dump.txt");
      try {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
        return blocksOfDrivers(Files.readString(dump));
      } finally {
        Files.deleteIfExists(dump);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> blocksOfDrivers(String dump) {
    List<String> found = new ArrayList<>();
    for (String block : dump.split("\n\n")) {
      String head = block.lines().findFirst().orElse("");
      if (head.contains(" virtual") && block.contains("org.khue.driver.")) {
        // Its number and kind, without state and time, which change from look to look.
        found.add(head.substring(0, head.indexOf(" virtual") + " virtual".length()));
      }
    }
    return found;
  }
}
