package org.khue.contract.update;

import java.io.Serial;

/// An update that is not taken; the message says what is wrong and what to do.
public final class UpdateException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final Reason reason;

  /// Why, for programs.
  public enum Reason {
    /// It is no package, or its head cannot be read.
    UNREADABLE("unreadable"),
    /// Nobody told whose releases are believed.
    NO_TRUST("no-trust"),
    /// A key signed it that is not believed.
    SIGNER("signer"),
    /// The signature is not the signer's over this manifest.
    SIGNATURE("signature"),
    /// It is of another product.
    PRODUCT("product"),
    /// The manifest contradicts itself, lacks a file, or tells more than is allowed.
    MANIFEST("manifest"),
    /// A file would lie outside the version's directory.
    PATH("path"),
    /// More files or bytes than is allowed.
    TOO_LARGE("too-large"),
    /// It is made for another kind of machine.
    ARCHITECTURE("architecture"),
    /// Its sequence is not later than one that was here.
    OLDER("older"),
    /// What runs is too old for it.
    TOO_OLD("too-old"),
    /// Bytes are missing, or there are more than the manifest tells.
    LENGTH("length"),
    /// A file is not the one that was signed.
    HASH("hash"),
    /// Another package than the one that was offered.
    OTHER("other");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  public UpdateException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public UpdateException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
