package org.khue.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.khue.driver.ArgumentSpec.Type;

class CommandCallTest {
  private final CommandSpec spec = spec();

  private static CommandSpec spec() {
    SequencedMap<String, Map<String, String>> inputs = new LinkedHashMap<>();
    inputs.put("31", Map.of("vi", "HDMI"));
    inputs.put("11", Map.of("vi", "VGA"));
    return new CommandSpec(
        "set",
        Map.of(),
        Map.of(),
        List.of(
            new ArgumentSpec("level", Map.of(), new Type.Num("V", 0, 30)),
            new ArgumentSpec("input", Map.of(), new Type.Choice(inputs)),
            new ArgumentSpec("label", Map.of(), new Type.Text(3))),
        Duration.ofSeconds(1),
        false);
  }

  @Test
  void argumentsWithinTheirRangesAreTaken() {
    Outcome<CommandCall> call =
        CommandCall.of(spec, Map.of("level", 12.5, "input", "31", "label", "ộ😀a"));
    assertEquals(
        Outcome.ok(new CommandCall(spec, Map.of("level", 12.5, "input", "31", "label", "ộ😀a"))),
        call);
  }

  @Test
  void aWholeNumberStaysWholeOnTheWire() {
    Outcome<CommandCall> call =
        CommandCall.of(spec, Map.of("level", 12.0, "input", "31", "label", ""));
    assertTrue(
        call instanceof Outcome.Ok<CommandCall>(CommandCall made)
            && Long.valueOf(12).equals(made.args().get("level")));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 30.1, Double.NaN, Double.POSITIVE_INFINITY})
  void aNumberOutOfItsRangeIsRefusedWithTheRange(double level) {
    assertEquals(
        "`level` must be a number from 0 to 30 V: " + level,
        refusal(Map.of("level", level, "input", "31", "label", "")));
  }

  @Test
  void eachOtherMistakeIsRefusedWithWhatWouldBeRight() {
    assertEquals(
        "`level` must be a number from 0 to 30 V; it is missing",
        refusal(Map.of("input", "31", "label", "")));
    assertEquals(
        "`level` must be a number from 0 to 30 V: 12",
        refusal(Map.of("level", "12", "input", "31", "label", "")));
    assertEquals(
        "`input` must be one of [31, 11]: 51",
        refusal(Map.of("level", 1, "input", "51", "label", "")));
    assertEquals(
        "`label` must be a text of at most 3 characters: abcd",
        refusal(Map.of("level", 1, "input", "31", "label", "abcd")));
    assertEquals(
        "`label` must be a text of at most 3 characters: a\n",
        refusal(Map.of("level", 1, "input", "31", "label", "a\n")));
    CommandSpec plain = new CommandSpec("on", Map.of(), Map.of(), Duration.ofSeconds(1));
    assertTrue(
        CommandCall.of(plain, Map.of("x", 1)) instanceof Outcome.Failed<CommandCall>(Fault fault)
            && fault.equals(new Fault.Range("on takes no argument, but was also given `x`")));
  }

  private String refusal(Map<String, Object> args) {
    return CommandCall.of(spec, args) instanceof Outcome.Failed<CommandCall>(Fault.Range range)
        ? range.message()
        : "taken";
  }
}
