package org.khue.cloud.platform.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Places of the chain, noted outside the database: a JSON object a line, each with a MAC, synced
/// to disk. Past 10,000 lines the older half goes: each anchor vouches for all before it.
final class AnchorFile {
  private static final int MOST_LINES = 10_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /// A noted place.
  ///
  /// @param position in the chain
  /// @param hash there, 64 hexadecimal digits
  /// @param at when it was noted, ISO 8601
  /// @param note why the chain went back to an earlier place; empty for an ordinary anchor
  record Anchor(long position, String hash, String at, String note, String mac) {}

  /// What the file says.
  ///
  /// @param anchors that stand: those behind a place to which the chain was taken back are gone
  /// @param damaged line numbers, from 1, that were not written by this program
  /// @param restarts how often the chain was taken back
  record Content(List<Anchor> anchors, List<Integer> damaged, int restarts) {}

  private final Path file;
  private final AuditKey key;
  private int lines = -1;

  AnchorFile(Path file, AuditKey key) {
    this.file = file;
    this.key = key;
  }

  Content read() {
    List<Anchor> anchors = new ArrayList<>();
    List<Integer> damaged = new ArrayList<>();
    int restarts = 0;
    int number = 0;
    for (String line : lines()) {
      number++;
      Anchor anchor;
      try {
        anchor = JSON.readValue(line, Anchor.class);
      } catch (JsonProcessingException e) {
        damaged.add(number);
        continue;
      }
      if (!MessageDigest.isEqual(bytes(anchor.mac()), bytes(mac(anchor)))) {
        damaged.add(number);
        continue;
      }
      if (!anchor.note().isEmpty()) {
        restarts++;
        anchors.removeIf(earlier -> earlier.position() >= anchor.position());
      }
      anchors.add(anchor);
    }
    return new Content(List.copyOf(anchors), List.copyOf(damaged), restarts);
  }

  /// Adds a line and returns when it is on disk.
  Anchor add(AuditStore.Head head, Instant at, String note) {
    Anchor bare = new Anchor(head.position(), head.hash(), at.toString(), note, "");
    Anchor anchor = new Anchor(bare.position(), bare.hash(), bare.at(), note, mac(bare));
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      if (lines < 0) {
        lines = lines().size();
      }
      if (lines >= MOST_LINES) {
        shorten();
      }
      write(file, JSON.writeValueAsString(anchor) + "\n");
      lines++;
      return anchor;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The end of the audit trail cannot be noted in " + file + "; check disk and rights", e);
    }
  }

  private void shorten() throws IOException {
    List<String> kept = lines().subList(MOST_LINES / 2, lines);
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.deleteIfExists(next);
    write(next, String.join("\n", kept) + "\n");
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    lines = kept.size();
  }

  private static void write(Path to, String text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            to, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private List<String> lines() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("The anchors of the audit trail in " + file, e);
    }
  }

  private String mac(Anchor anchor) {
    String claim =
        "anchor "
            + anchor.position()
            + " "
            + anchor.hash()
            + " "
            + anchor.at()
            + " "
            + anchor.note();
    return HexFormat.of().formatHex(key.mac(claim));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
