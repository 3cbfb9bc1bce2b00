package org.khue.gateway.command;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which commands were begun, in a file: one line `begun|ended <id> <device>` a step, synced before
/// a command begins. So a command that comes again, even after a restart, is not carried out again.
public final class CommandLedger implements AutoCloseable {
  private static final int REMEMBERED = 2_000;
  private static final String BEGUN = "begun";
  private static final String ENDED = "ended";

  private final FileChannel file;
  private final Map<String, Begun> known = new LinkedHashMap<>();

  /// A command that was begun.
  ///
  /// @param ended whether its receipt was handed over
  record Begun(String id, String device, boolean ended) {}

  /// Opens the file, or makes it, and forgets all but the newest commands.
  public CommandLedger(Path path) throws IOException {
    if (Files.exists(path)) {
      Files.readAllLines(path, StandardCharsets.UTF_8).forEach(this::note);
    }
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    StringBuilder lines = new StringBuilder();
    known.values().forEach(begun -> lines.append(line(begun)));
    Files.writeString(fresh, lines);
    file = FileChannel.open(fresh, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    file.force(true);
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Path directory = path.toAbsolutePath().getParent();
    try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  private void note(String line) {
    String[] words = line.split(" ", -1);
    if (words.length == 3 && (words[0].equals(BEGUN) || words[0].equals(ENDED))) {
      note(new Begun(decoded(words[1]), decoded(words[2]), words[0].equals(ENDED)));
    }
    // Anything else is the torn end of the last line before a power cut: that step was not taken.
  }

  private void note(Begun begun) {
    known.remove(begun.id());
    known.put(begun.id(), begun);
    if (known.size() > REMEMBERED) {
      forgetOldest();
    }
  }

  /// What still runs is never forgotten: it could be begun a second time.
  private void forgetOldest() {
    Iterator<Begun> oldest = known.values().iterator();
    while (oldest.hasNext()) {
      if (oldest.next().ended()) {
        oldest.remove();
        return;
      }
    }
  }

  /// Notes that a command begins.
  ///
  /// @return false if it has begun before
  synchronized boolean begin(String id, String device) throws IOException {
    if (known.containsKey(id)) {
      return false;
    }
    write(new Begun(id, device, false));
    return true;
  }

  synchronized void end(String id, String device) throws IOException {
    write(new Begun(id, device, true));
  }

  /// What was begun and has no receipt.
  synchronized List<Begun> unended() {
    List<Begun> open = new ArrayList<>(known.values());
    open.removeIf(Begun::ended);
    return open;
  }

  private void write(Begun step) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(line(step).getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    file.force(false);
    note(step);
  }

  private static String line(Begun step) {
    String word = step.ended() ? ENDED : BEGUN;
    return word + ' ' + encoded(step.id()) + ' ' + encoded(step.device()) + '\n';
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException torn) {
      return text;
    }
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
