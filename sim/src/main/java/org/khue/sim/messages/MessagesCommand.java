package org.khue.sim.messages;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./khue sim messages`: plays a provider of SMS and Zalo messages until it is told to stop.
///
/// Exit codes: 0 stopped, 2 the command line is wrong, 3 the port is taken.
@Command(
    name = "messages",
    mixinStandardHelpOptions = true,
    description = "Plays a provider of SMS and Zalo messages; it delivers nothing.")
public final class MessagesCommand implements Callable<Integer> {
  private static final int TAKEN = 3;

  @Option(names = "--port", defaultValue = "9090", description = "Port (${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--token",
      defaultValue = "simulated",
      description = "Token that callers must show (${DEFAULT-VALUE}).")
  private String token = "";

  @Override
  public Integer call() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(end::countDown));
    try (MessageProvider provider = new MessageProvider(port, token)) {
      System.out.println("READY messages=http://127.0.0.1:" + provider.port());
      end.await();
      return 0;
    } catch (IOException e) {
      System.err.printf(
          "Port %d is taken (%s). Find who has it with: ss -ltnp 'sport = :%d'. Or choose another"
              + " with --port.%n",
          port, e.getMessage(), port);
      return TAKEN;
    }
  }
}
