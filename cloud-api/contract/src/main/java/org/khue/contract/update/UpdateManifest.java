package org.khue.contract.update;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.khue.contract.update.UpdateException.Reason;

/// What an update says of itself; its bytes are what a release key signs.
///
/// @param product always [#PRODUCT]
/// @param sequence grows with each release; what was here once is never followed by a lower one
/// @param version for people, such as `1.4.2`
/// @param after the lowest sequence that may be updated to this one directly; 0 for any
/// @param architecture [#ANY], `amd64` or `arm64`
/// @param notBeforeMillis it runs nowhere before, milliseconds since 1970; 0 for at once
/// @param files in the order of their contents
public record UpdateManifest(
    String product,
    long sequence,
    String version,
    long after,
    String architecture,
    long notBeforeMillis,
    List<UpdateFile> files) {
  public static final String PRODUCT = "khue-gateway";

  /// For every architecture.
  public static final String ANY = "all";

  /// Of all files together.
  public static final long MOST_BYTES = 256L * 1024 * 1024;

  public static final int MOST_FILES = 500;

  /// Sequences stay below, so that a shell can compare them.
  public static final long HIGHEST_SEQUENCE = 999_999_999_999L;

  private static final Set<String> ARCHITECTURES = Set.of(ANY, "amd64", "arm64");
  private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.+~-]{0,39}");

  /// Without them no gateway starts.
  private static final List<String> NEEDED = List.of("khue-gateway.jar", "gateway.options");

  public UpdateManifest {
    Objects.requireNonNull(product, "product");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(architecture, "architecture");
    files = List.copyOf(files);
  }

  /// Of all files together.
  public long bytes() {
    return files.stream().mapToLong(UpdateFile::size).sum();
  }

  /// Refuses what no gateway could take. Architecture and sequence are judged by the gateway.
  public void check() throws UpdateException {
    if (!product.equals(PRODUCT)) {
      throw new UpdateException(
          Reason.PRODUCT, "it is an update of '" + product + "', not of " + PRODUCT);
    }
    require(sequence >= 1 && sequence <= HIGHEST_SEQUENCE, "its sequence is " + sequence);
    require(VERSION.matcher(version).matches(), "its version is no version");
    require(after >= 0 && after < sequence, "it follows sequence " + after);
    require(ARCHITECTURES.contains(architecture), "its architecture is no architecture");
    require(notBeforeMillis >= 0, "it begins before 1970");
    checkFiles();
  }

  private void checkFiles() throws UpdateException {
    if (files.size() > MOST_FILES) {
      throw new UpdateException(Reason.TOO_LARGE, "it has more than " + MOST_FILES + " files");
    }
    Set<String> names = new HashSet<>();
    Set<String> folders = new HashSet<>();
    long left = MOST_BYTES;
    for (UpdateFile file : files) {
      if (!file.hasSafePath()) {
        throw new UpdateException(
            Reason.PATH, "it holds a file whose path leads elsewhere or is no path");
      }
      require(file.hasHash(), "the hash of " + file.path() + " is no SHA-256");
      require(file.size() >= 0, "the size of " + file.path() + " is negative");
      if (file.size() > left) {
        throw new UpdateException(
            Reason.TOO_LARGE, "it holds more than " + MOST_BYTES / 1024 / 1024 + " MiB");
      }
      left -= file.size();
      // A file system may not tell cases apart.
      String name = file.path().toLowerCase(Locale.ROOT);
      require(names.add(name), "it holds " + file.path() + " twice");
      for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
        folders.add(name.substring(0, slash));
      }
    }
    for (String folder : folders) {
      require(!names.contains(folder), folder + " is both a file and a folder");
    }
    for (String needed : NEEDED) {
      require(names.contains(needed), "it lacks " + needed);
    }
  }

  private static void require(boolean right, String otherwise) throws UpdateException {
    if (!right) {
      throw new UpdateException(Reason.MANIFEST, otherwise);
    }
  }
}
