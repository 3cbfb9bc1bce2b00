package org.khue.web.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CsvTest {
  private static String row(String... cells) {
    return new Csv().row(cells).toString().substring(1);
  }

  @Test
  void theFileBeginsWithAByteOrderMark() {
    assertTrue(new Csv().row("Phòng").toString().startsWith("\uFEFFPhòng"));
  }

  @Test
  void cellsThatWouldRunAsFormulasAreNeutralised() {
    assertEquals("'=1+1\r\n", row("=1+1"));
    assertEquals("'@SUM(A1)\r\n", row("@SUM(A1)"));
    assertEquals("'-cmd|x\r\n", row("-cmd|x"));
    assertEquals("'+84 1\r\n", row("+84 1"));
    assertEquals("'\t=1\r\n", row("\t=1"));
  }

  @Test
  void negativeNumbersStayNumbers() {
    assertEquals("-3.5,12\r\n", row("-3.5", "12"));
  }

  @Test
  void commasQuotesAndLineBreaksAreQuoted() {
    assertEquals("\"a,b\",\"say \"\"hi\"\"\",\"x\ny\"\r\n", row("a,b", "say \"hi\"", "x\ny"));
  }

  @Test
  void numbersHaveAPointAndNoGrouping() {
    assertEquals("1234567.5", Csv.number(1_234_567.5));
    assertEquals("0.1", Csv.number(0.1));
    assertEquals("", Csv.number(Double.NaN));
  }
}
