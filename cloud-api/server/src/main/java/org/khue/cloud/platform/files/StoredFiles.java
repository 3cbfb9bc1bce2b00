package org.khue.cloud.platform.files;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Acting;

/// Files that people store. Whoever acts sees those of the units and persons within their scope.
///
/// The content is on disk, under its hash, before the database says that the file exists: a crash
/// leaves at most a content without a file, which the cleanup finds, and never a file without its
/// content.
@Singleton
public final class StoredFiles {
  private final BlobFiles blobs;
  private final Map<String, FileKind> kinds;
  private final FileLinks links;
  private final FileSettings settings;
  private final @Nullable Scanner scanner;
  private final Transactions transactions;
  private final DataSource source;
  private final Audit audit;
  private final Clock clock;
  private final Sniffer sniffer = new Sniffer();

  StoredFiles(
      BlobFiles blobs,
      List<FileKind> kinds,
      FileLinks links,
      FileSettings settings,
      @Nullable Scanner scanner,
      Transactions transactions,
      DataSource source,
      Audit audit,
      Clock clock) {
    this.blobs = blobs;
    this.kinds = kinds.stream().collect(Collectors.toMap(FileKind::name, Function.identity()));
    this.links = links;
    this.settings = settings;
    this.scanner = scanner;
    this.transactions = transactions;
    this.source = source;
    this.audit = audit;
    this.clock = clock;
  }

  /// Stores a file.
  ///
  /// @param content read to its end, not closed
  /// @throws ProblemException 413 if it is too large, 415 if its content is none of the kind's
  ///   types, 507 if the unit's room is used up
  public StoredFile add(NewFile file, InputStream content) {
    FileKind kind = kinds.get(file.kind());
    if (kind == null) {
      throw new IllegalArgumentException("there is no kind of file named " + file.kind());
    }
    try {
      BlobFiles.Draft draft = blobs.receive(content, kind.mostBytes());
      try {
        String type = sniffer.type(draft.file());
        if (!kind.types().contains(type)) {
          throw new ProblemException(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE,
              "The file is of the type "
                  + type
                  + " by its content. Allowed here: "
                  + kind.types().stream().sorted().collect(Collectors.joining(", "))
                  + ".");
        }
        return transactions.run(
            "storing a file", transaction -> store(transaction, file, draft, type));
      } finally {
        blobs.drop(draft);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a file cannot be stored; is the disk full or failing?", e);
    }
  }

  private StoredFile store(Connection transaction, NewFile file, BlobFiles.Draft draft, String type)
      throws SQLException {
    if (FileStore.use(transaction, file.unit(), draft.size()) > settings.unitBytes()) {
      throw new ProblemException(
          HttpStatus.INSUFFICIENT_STORAGE,
          "The unit's room for files is used up. Remove files that are not needed, or ask the IT"
              + " officer for more.");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    BlobStore.lock(transaction, draft.sha256());
    BlobStore.insert(transaction, draft, type, scanner != null, now);
    try {
      blobs.place(draft);
    } catch (IOException e) {
      throw new UncheckedIOException("a file cannot be stored; is the disk full or failing?", e);
    }
    UUID id = UUID.randomUUID();
    FileStore.insert(
        transaction,
        new StoredFile(
            id,
            file.kind(),
            file.name(),
            type,
            draft.size(),
            HexFormat.of().formatHex(draft.sha256()),
            file.unit(),
            file.person(),
            StoredFile.State.PENDING,
            now,
            null),
        Acting.required().caller().account(),
        draft.sha256());
    note(transaction, "file.stored", id, file.kind(), file.unit());
    return FileStore.find(transaction, id).orElseThrow();
  }

  /// A file within the scope, in the bin or not.
  public Optional<StoredFile> find(UUID id) {
    try (Connection connection = source.getConnection()) {
      return FileStore.find(connection, id);
    } catch (SQLException e) {
      throw new DatabaseException("looking a file up", e);
    }
  }

  /// A link to a file within the scope, for a redirect: it works for a minute, without a session,
  /// at an origin of its own.
  ///
  /// @throws ProblemException if there is no such file, or it is not clean
  public URI link(UUID id) {
    return links.to(readable(id), clock.instant());
  }

  /// The content of a file within the scope; to be closed.
  ///
  /// @throws ProblemException as [#link]
  public InputStream open(UUID id) {
    StoredFile file = readable(id);
    try {
      return Files.newInputStream(blobs.path(HexFormat.of().parseHex(file.sha256())));
    } catch (IOException e) {
      throw new UncheckedIOException("the content of file " + id + " cannot be read", e);
    }
  }

  /// Puts a file into the bin.
  public void remove(UUID id) {
    mark(id, true, "file.removed");
  }

  /// Takes a file out of the bin.
  public void restore(UUID id) {
    mark(id, false, "file.restored");
  }

  private void mark(UUID id, boolean removed, String action) {
    transactions.run(
        "moving a file into or out of the bin",
        transaction -> {
          StoredFile file =
              FileStore.find(transaction, id).orElseThrow(() -> ProblemException.missing("file"));
          if (FileStore.mark(transaction, id, removed, clock.instant())) {
            note(transaction, action, id, file.kind(), file.unit());
          }
          return true;
        });
  }

  private void note(Connection transaction, String action, UUID id, String kind, UUID unit)
      throws SQLException {
    audit.record(
        transaction, new Change(action, "file", id.toString(), unit, Map.of("kind", kind)));
  }

  private StoredFile readable(UUID id) {
    StoredFile file =
        find(id)
            .filter(found -> found.removedAt() == null)
            .orElseThrow(() -> ProblemException.missing("file"));
    if (!isHandedOut(file.state(), scanner != null)) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          file.state() == StoredFile.State.INFECTED
              ? "A virus was found in this file; it is not handed out."
              : "This file has not been scanned for viruses yet. Try again in a minute.");
    }
    return file;
  }

  static boolean isHandedOut(StoredFile.State state, boolean scanning) {
    return switch (state) {
      case CLEAN -> true;
      case UNSCANNED -> !scanning;
      case PENDING, INFECTED -> false;
    };
  }
}
