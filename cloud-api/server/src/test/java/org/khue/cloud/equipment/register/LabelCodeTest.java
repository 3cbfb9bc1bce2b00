package org.khue.cloud.equipment.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelCodeTest {
  private static final Random RANDOM = new Random(6);

  @Test
  void everyWrongCharacterIsNoticed() {
    for (int round = 0; round < 200; round++) {
      String code = LabelCode.random(RANDOM);
      assertEquals(Optional.of(code), LabelCode.read(code));
      for (int at = 0; at < code.length(); at++) {
        for (char other : LabelCode.ALPHABET.toCharArray()) {
          String wrong = code.substring(0, at) + other + code.substring(at + 1);
          assertEquals(other == code.charAt(at), LabelCode.read(wrong).isPresent(), wrong);
        }
      }
    }
  }

  @Test
  void everySwapOfNeighboursIsNoticed() {
    int swaps = 0;
    for (int round = 0; round < 2_000; round++) {
      String code = LabelCode.random(RANDOM);
      for (int at = 1; at < code.length(); at++) {
        if (code.charAt(at) != code.charAt(at - 1)) {
          char[] swapped = code.toCharArray();
          swapped[at] = code.charAt(at - 1);
          swapped[at - 1] = code.charAt(at);
          assertTrue(LabelCode.read(new String(swapped)).isEmpty(), code + " at " + at);
          swaps++;
        }
      }
    }
    assertTrue(swaps > 10_000, "swaps tried: " + swaps);
  }

  @Test
  void anInputMethodChangesNothing() {
    // What Telex acts on: vowels, w, d, and the tone keys s f r x j z. VNI: digits behind a vowel
    // or
    // d.
    assertTrue(LabelCode.ALPHABET.chars().noneMatch(c -> "AEIOUYWDSFRXJZ".indexOf(c) >= 0));
  }

  @Test
  void itIsReadAsPeopleTypeIt() {
    String code = LabelCode.random(RANDOM);
    String typed = " " + LabelCode.shown(code).toLowerCase(java.util.Locale.ROOT) + "\n";
    assertEquals(Optional.of(code), LabelCode.read(typed));
    assertEquals(Optional.empty(), LabelCode.read(""));
    assertEquals(Optional.empty(), LabelCode.read(code + "0"));
  }
}
