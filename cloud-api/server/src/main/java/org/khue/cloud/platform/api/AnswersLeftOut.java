package org.khue.cloud.platform.api;

import java.util.List;
import org.khue.cloud.platform.backup.LeftOut;

/// Kept answers live for a day and may hold personal data: no backup needs them.
public final class AnswersLeftOut implements LeftOut {
  @Override
  public List<String> tables() {
    return List.of("platform.idempotency");
  }

  @Override
  public String why() {
    return "Answers kept for repeated requests: for 24 hours, of no use after a restore.";
  }
}
