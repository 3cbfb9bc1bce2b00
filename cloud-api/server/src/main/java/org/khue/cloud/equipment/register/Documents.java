package org.khue.cloud.equipment.register;

import jakarta.inject.Singleton;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.equipment.internal.Ground;
import org.khue.cloud.platform.files.NewFile;
import org.khue.cloud.platform.files.StoredFile;
import org.khue.cloud.platform.files.StoredFiles;
import org.khue.cloud.platform.problem.ProblemException;

/// Papers of items: manuals, invoices, certificates, pictures.
@Singleton
public final class Documents {
  /// Name of the kind of file.
  static final String KIND = "equipment.document";

  static final long MOST_BYTES = 20L * 1024 * 1024;

  private final Items items;
  private final StoredFiles files;
  private final Ground ground;

  Documents(Items items, StoredFiles files, Ground ground) {
    this.items = items;
    this.files = files;
    this.ground = ground;
  }

  /// A paper of an item.
  ///
  /// @param by the name of who added it
  public record Document(UUID file, String name, long size, Instant at, String by) {}

  /// The newest first, without those in the bin.
  public List<Document> of(UUID item) {
    return ground
        .run("reading the papers of an item", read -> DocumentStore.of(read, item))
        .stream()
        .flatMap(kept ->
            files.find(kept.file()).stream()
                .filter(file -> file.removedAt() == null)
                .map(file ->
                    new Document(file.id(), file.name(), file.size(), kept.at(), kept.by())))
        .toList();
  }

  /// Adds a paper.
  ///
  /// @param name as its owner calls it
  /// @throws ProblemException 403, 404, or what the store of files refuses
  public UUID add(UUID id, String name, InputStream content) {
    Item item = items.get(id);
    ground.require(Items.WRITE, item.unit());
    StoredFile file = files.add(new NewFile(KIND, name, item.unit(), null), content);
    return ground.run(
        "adding a paper to an item",
        transaction -> {
          DocumentStore.insert(transaction, id, file.id(), ground.now(), ground.actor());
          ground.note(
              transaction,
              "item.document-added",
              id,
              item.unit(),
              Map.of("file", file.id().toString()));
          return file.id();
        });
  }

  /// A link to a paper, for a redirect.
  ///
  /// @throws ProblemException 404 if the item has no such paper
  public URI link(UUID item, UUID file) {
    return files.link(known(item, file));
  }

  /// Puts a paper into the bin.
  public void remove(UUID id, UUID file) {
    ground.require(Items.WRITE, items.get(id).unit());
    files.remove(known(id, file));
  }

  private UUID known(UUID item, UUID file) {
    Optional<DocumentStore.Kept> kept =
        ground.run("reading a paper of an item", read -> DocumentStore.of(read, item)).stream()
            .filter(some -> some.file().equals(file))
            .findFirst();
    return kept.orElseThrow(() -> ProblemException.missing("paper of this item")).file();
  }
}
