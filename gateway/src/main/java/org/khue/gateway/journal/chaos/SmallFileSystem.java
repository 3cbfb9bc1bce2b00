package org.khue.gateway.journal.chaos;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.khue.gateway.journal.Disk;
import org.khue.gateway.journal.Journals;

/// A small ext4 in a file, mounted through a loop device, and a file that fills it. Needs root.
public final class SmallFileSystem implements FillableDisk {
  /// The journal's file of zeros; the name is part of its format.
  static final String SPARE = "spare";

  private static final int MEBIBYTES = 32;
  private static final int PIECE_BYTES = 64 * 1024;

  private final WorkFolder folder;
  private final Mount mount;
  private final Path filler;

  private SmallFileSystem(WorkFolder folder, Mount mount) {
    this.folder = folder;
    this.mount = mount;
    this.filler = mount.point().resolve("somebody-else");
  }

  /// @throws IOException if this machine cannot make or mount one
  public static SmallFileSystem make(ChaosOptions options) throws IOException {
    WorkFolder folder = WorkFolder.in(options.directory());
    try {
      Path image = folder.path().resolve("image");
      Mount.makeExt4(image, MEBIBYTES);
      Path point = Files.createDirectory(folder.path().resolve("mounted"));
      return new SmallFileSystem(folder, Mount.loop(image, point));
    } catch (IOException e) {
      folder.close();
      throw e;
    }
  }

  @Override
  public Disk open() throws IOException {
    return Journals.disk(journal());
  }

  private Path journal() {
    return mount.point().resolve("journal");
  }

  @Override
  public void fill(long leaveBytes) throws IOException {
    try (FileChannel file =
        FileChannel.open(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      writeUntilFull(file, PIECE_BYTES);
      writeUntilFull(file, 512);
    }
    try (FileChannel file = FileChannel.open(filler, StandardOpenOption.WRITE)) {
      file.truncate(Math.max(0, file.size() - leaveBytes));
      // Room that is given back counts only when the file system's own journal has it.
      file.force(true);
    }
  }

  private static void writeUntilFull(FileChannel file, int piece) {
    try {
      while (true) {
        ByteBuffer bytes = ByteBuffer.allocate(piece);
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
      }
    } catch (IOException full) {
      // As intended.
      return;
    }
  }

  @Override
  public void free() throws IOException {
    Files.deleteIfExists(filler);
  }

  @Override
  public boolean hasSpare() {
    return Files.exists(journal().resolve(SPARE));
  }

  @Override
  public String describe() {
    return "ext4 of " + MEBIBYTES + " MiB on a loop device";
  }

  @Override
  public void close() throws IOException {
    try (folder) {
      mount.close();
    }
  }
}
