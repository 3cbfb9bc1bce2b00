package org.khue.sim.orders;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.khue.sim.demo.CloudVisitor;

/// Orders one device as a lab technician does.
final class OrderDesk implements AutoCloseable {
  private final CloudVisitor technician;
  private final String path;

  OrderDesk(URI cloud, String gateway, String device) throws IOException, InterruptedException {
    technician = new CloudVisitor(cloud, "lab-technician");
    path = "/api/v1/gateways/" + gateway + "/devices/" + device + "/commands";
  }

  /// Sends a command; its `id` is empty if it was not taken.
  CloudVisitor.Answer send(String name, Map<String, Object> args, Duration valid)
      throws IOException, InterruptedException {
    return technician.postJson(
        path, Map.of("name", name, "args", args, "validSeconds", valid.toSeconds()));
  }

  /// A command as it stands.
  JsonNode look(String id) throws IOException, InterruptedException {
    return technician.get(path + "/" + id).body();
  }

  /// Waits until a command has ended.
  ///
  /// @param every between two looks
  /// @return the command as it stands in the end; it may not have ended
  JsonNode ended(String id, Duration every, Duration patience)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    JsonNode command = look(id);
    while (!command.has("endedAt") && System.nanoTime() < end) {
      Thread.sleep(every);
      command = look(id);
    }
    return command;
  }

  /// Waits until the cloud knows the device and can reach its gateway.
  void awaitReady(String harmless, Duration patience) throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    String last = "";
    while (System.nanoTime() < end) {
      CloudVisitor.Answer answer = send(harmless, Map.of(), Duration.ofSeconds(30));
      if (answer.status() == 201) {
        String id = answer.body().path("id").asText();
        last = ended(id, Duration.ofMillis(100), Duration.ofSeconds(15)).toString();
        if (last.contains("\"done\"")) {
          return;
        }
      } else {
        last = answer.text();
      }
      Thread.sleep(Duration.ofMillis(500));
    }
    throw new IOException("the device did not take '" + harmless + "': " + last);
  }

  @Override
  public void close() {
    technician.close();
  }
}
