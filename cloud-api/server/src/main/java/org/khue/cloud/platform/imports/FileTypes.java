package org.khue.cloud.platform.imports;

/// Media types of what goes back.
final class FileTypes {
  static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  static final String ZIP = "application/zip";
  static final String CSV = "text/csv; charset=utf-8";

  private FileTypes() {}
}
