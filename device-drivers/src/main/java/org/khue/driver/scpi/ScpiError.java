package org.khue.driver.scpi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.khue.driver.Fault;
import org.khue.driver.LinkException;

/// An entry of the error queue, such as `-113,"Undefined header"` (SCPI-99 volume 2, chapter 21).
///
/// @param number 0 when the queue is empty, below 0 as SCPI defines it, above 0 the maker's own
record ScpiError(int number, String text) {
  private static final Pattern FORM = Pattern.compile("([+-]?\\d{1,6})\\s*(?:,\\s*(.*))?");
  private static final int OUT_OF_RANGE = -222;
  private static final int PARAMETERS_FROM = -229;
  private static final int PARAMETERS_TO = -220;

  static ScpiError parse(String answer) throws LinkException {
    Matcher form = FORM.matcher(answer.strip());
    if (!form.matches()) {
      throw new LinkException(
          new Fault.Protocol(
              "The answer to SYSTem:ERRor? was \"" + ScpiText.shortened(answer) + "\""));
    }
    String text = form.group(2);
    return new ScpiError(
        Integer.parseInt(form.group(1)), text == null ? "" : ScpiText.unquoted(text));
  }

  boolean none() {
    return number == 0;
  }

  /// @param what was sent
  Fault fault(String what) {
    String message = "The instrument refused " + what + ": " + number + " " + text;
    boolean parameter = number >= PARAMETERS_FROM && number <= PARAMETERS_TO;
    return number == OUT_OF_RANGE || parameter
        ? new Fault.Range(message)
        : new Fault.Refused(message);
  }
}
