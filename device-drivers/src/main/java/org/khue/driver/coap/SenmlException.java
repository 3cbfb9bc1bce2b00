package org.khue.driver.coap;

/// Bytes that are no SenML; the message says what is wrong with them.
final class SenmlException extends Exception {
  private static final long serialVersionUID = 1L;

  SenmlException(String message) {
    super(message);
  }
}
