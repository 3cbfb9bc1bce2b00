package org.khue.gateway.tamper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TamperChaosTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(strings = {"config", "update"})
  void nothingThatWasTamperedWithPassesAndAGatewayThatChecksNothingIsFoundOut(String name) {
    int code = run(name, "--seed", "7", "--count", "300");
    String line = out.toString(StandardCharsets.UTF_8);
    assertEquals(0, code, line + progress.toString(StandardCharsets.UTF_8));
    assertTrue(
        line.startsWith(
            "{\"chaos\":\""
                + name
                + "\",\"tampered\":300,\"refused\":300,\"passed\":0,\"plantedFaultCaught\":true,"
                + "\"seed\":7,\"conditions\":{"),
        line);
  }

  @Test
  void wrongOptionsAreToldAndEndWithTwo() {
    assertEquals(2, run("config", "--seed"));
    assertEquals(2, run("update", "--count", "many"));
    assertEquals(2, run("other"));
    assertTrue(progress.toString(StandardCharsets.UTF_8).contains("usage: khue chaos"));
  }

  private int run(String... args) {
    return TamperChaos.run(
        args,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(progress, true, StandardCharsets.UTF_8));
  }
}
