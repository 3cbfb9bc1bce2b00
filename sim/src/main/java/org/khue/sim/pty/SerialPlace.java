package org.khue.sim.pty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file name under which a pseudo-terminal is found, as udev gives real serial lines stable
/// names. Not for several threads at once.
public final class SerialPlace implements AutoCloseable {
  private static final Path TERMINALS = Path.of("/dev/pts");

  private final Path link;
  private @Nullable Pty pty;

  public SerialPlace(Path link) {
    this.link = link.toAbsolutePath();
  }

  /// Makes a terminal and links it, in the place of a link that an earlier run left.
  ///
  /// @throws IOException if the name is another file's, or cannot be made
  public Pty open() throws IOException {
    Path directory = link.getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    if (Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
      if (!Files.isSymbolicLink(link) || !Files.readSymbolicLink(link).startsWith(TERMINALS)) {
        throw new IOException("there is another file of that name");
      }
      Files.delete(link);
    }
    Pty fresh = Pty.open();
    try {
      Files.createSymbolicLink(link, fresh.slave());
    } catch (IOException e) {
      fresh.close();
      throw e;
    }
    pty = fresh;
    return fresh;
  }

  public Path link() {
    return link;
  }

  /// Takes the terminal and the link away, unless the link is another's by now.
  @Override
  public void close() throws IOException {
    Pty old = pty;
    if (old == null) {
      return;
    }
    pty = null;
    old.close();
    if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(old.slave())) {
      Files.delete(link);
    }
  }
}
