package org.khue.cloud.platform.backup;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// Rows of one table to and from one file: PostgreSQL's binary COPY, compressed with zstd. Memory
/// is bounded by a few buffers, whatever the table's size.
final class TableFiles {
  private static final int LEVEL = 3;
  private static final int BUFFER = 1 << 16;

  private TableFiles() {}

  /// Writes the table and makes the file durable.
  static Manifest.Table write(Connection connection, CatalogStore.Found table, Path directory)
      throws SQLException, IOException {
    String name = "tables/" + table.name().replace("\"", "") + ".copy.zst";
    Path file = directory.resolve(name);
    MessageDigest digest = Hex.sha256();
    RowHash rows;
    try (FileOutputStream out = new FileOutputStream(file.toFile())) {
      OutputStream hashed = new DigestOutputStream(new BufferedOutputStream(out, BUFFER), digest);
      ZstdOutputStream packed = new ZstdOutputStream(hashed, LEVEL);
      rows = new RowHash(packed);
      copyOut(connection, table, rows);
      packed.close();
    }
    Durable.sync(file, StandardOpenOption.WRITE);
    return new Manifest.Table(
        table.name(),
        table.parent(),
        table.bound(),
        table.columns(),
        name,
        rows.rows(),
        rows.hash(),
        Files.size(file),
        Hex.of(digest));
  }

  /// The rows of a table as they are now.
  static RowHash hash(Connection connection, CatalogStore.Found table)
      throws SQLException, IOException {
    RowHash rows = new RowHash(OutputStream.nullOutputStream());
    copyOut(connection, table, rows);
    return rows;
  }

  private static void copyOut(Connection connection, CatalogStore.Found table, RowHash rows)
      throws SQLException, IOException {
    copies(connection).copyOut("COPY " + target(table) + " TO STDOUT (FORMAT binary)", rows);
    if (!rows.isWhole()) {
      throw new IOException("the rows of " + table.name() + " did not come to their end");
    }
  }

  /// Reads the file through, as a restore would.
  static RowHash check(Path file) throws IOException {
    RowHash rows = new RowHash(OutputStream.nullOutputStream());
    try (InputStream in = open(file)) {
      in.transferTo(rows);
    }
    return rows;
  }

  /// Writes the rows of the file into the table.
  static void read(Connection connection, Manifest.Table table, Path directory)
      throws SQLException, IOException {
    CatalogStore.Found found =
        new CatalogStore.Found(table.name(), table.parent(), table.bound(), table.columns());
    try (InputStream in = open(directory.resolve(table.file()))) {
      copies(connection)
          .copyIn("COPY " + target(found) + " FROM STDIN (FORMAT binary)", in, BUFFER);
    }
  }

  private static InputStream open(Path file) throws IOException {
    return new BufferedInputStream(
        new ZstdInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER)), BUFFER);
  }

  private static String target(CatalogStore.Found table) {
    return table.name() + " (" + String.join(", ", table.columns()) + ")";
  }

  private static CopyManager copies(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }
}
