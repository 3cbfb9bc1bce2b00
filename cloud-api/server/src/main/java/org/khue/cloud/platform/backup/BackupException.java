package org.khue.cloud.platform.backup;

/// A backup or a restore cannot be done; the message says why and what to do. Nothing was left that
/// looks complete.
final class BackupException extends Exception {
  private static final long serialVersionUID = 1L;

  BackupException(String message) {
    super(message);
  }

  BackupException(String message, Throwable cause) {
    super(message, cause);
  }
}
