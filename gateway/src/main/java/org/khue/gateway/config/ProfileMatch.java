package org.khue.gateway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Candidate;

/// By what a profile knows its devices again. What is given must fit all together.
///
/// @param maker `*` stands for anything, upper and lower case are alike; null: any
/// @param model likewise
/// @param offers all that the device must say it has; empty: nothing
public record ProfileMatch(@Nullable String maker, @Nullable String model, Set<String> offers) {
  public ProfileMatch {
    offers = Set.copyOf(offers);
  }

  static ProfileMatch of(Node block) {
    return new ProfileMatch(
        block.text("maker"), block.text("model"), Texts.set(block.get("offers")));
  }

  /// How well it fits: 0 if it does not, else the more, the more it says.
  public int fits(Candidate candidate) {
    if (!fits(maker, candidate.identity().maker())
        || !fits(model, candidate.identity().model())
        || !candidate.offers().containsAll(offers)) {
      return 0;
    }
    return (maker == null ? 0 : 2) + (model == null ? 0 : 4) + offers.size();
  }

  private static boolean fits(@Nullable String pattern, String word) {
    if (pattern == null) {
      return true;
    }
    List<String> parts = new ArrayList<>();
    for (String part : lower(pattern).split("\\*", -1)) {
      parts.add(Pattern.quote(part));
    }
    return lower(word).matches(String.join(".*", parts));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
