package org.khue.cloud.exchange.oneroster;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.khue.cloud.exchange.UnitsBelow;
import org.khue.cloud.organisation.Relations;
import org.khue.cloud.organisation.Tree;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.imports.Scene;
import org.khue.cloud.platform.problem.ProblemException;

/// What all tables of a roster share: joining the run's transaction, and telling what a sourcedId
/// means here.
final class RosterScene {
  private static final String NEW_USERS = "new users";

  private final Transactions transactions;
  private final Relations relations;
  private final LinkStore links = new LinkStore();

  RosterScene(Transactions transactions, Relations relations) {
    this.transactions = transactions;
    this.relations = relations;
  }

  /// Work of other facades within the run's transaction.
  <T> T join(Scene scene, Supplier<T> work) {
    return transactions.within(scene.transaction(), work);
  }

  static RosterIndex index(Scene scene) {
    return scene.pending().kept(RosterIndex.class);
  }

  /// The units that the file's lines mean, read anew; kept for the rows that are written next.
  OrgPlaces orgs(Scene scene) throws SQLException {
    RosterIndex index = index(scene);
    Tree tree = join(scene, () -> relations.tree(scene.today()));
    Map<UUID, Unit> below = new HashMap<>();
    UnitsBelow.of(tree, Set.of(scene.unit())).forEach(unit -> below.put(unit.id(), unit));
    Unit self = below.get(scene.unit());
    if (self == null) {
      throw ProblemException.missing("unit");
    }
    Map<String, UUID> known = links(scene, RosterFile.ORGS, index.ids(RosterFile.ORGS));
    OrgPlaces places = new OrgPlaces(index, self, below, known);
    scene.pending().keep(OrgPlaces.class, places);
    return places;
  }

  /// As [#orgs] left them.
  static OrgPlaces kept(Scene scene) {
    return scene.pending().kept(OrgPlaces.class);
  }

  /// Ours by sourcedId, as earlier imports noted.
  Map<String, UUID> links(Scene scene, RosterFile kind, Collection<String> ids)
      throws SQLException {
    return links.find(scene.transaction(), scene.unit(), index(scene).source(), kind, ids);
  }

  /// Notes what a sourcedId means, unless it is our own id.
  ///
  /// @return what [Trace#link] keeps of it
  String link(Scene scene, RosterFile kind, String sourcedId, UUID ours, boolean known)
      throws SQLException {
    if (known || sourcedId.equals(ours.toString())) {
      return "";
    }
    String source = index(scene).source();
    links.add(scene.transaction(), new LinkStore.Link(scene.unit(), source, kind, sourcedId), ours);
    return Trace.linkOf(source, true, sourcedId);
  }

  /// Takes a link back.
  void unlink(Scene scene, RosterFile kind, Trace trace) throws SQLException {
    if (!trace.link().isEmpty()) {
      Connection transaction = scene.transaction();
      links.remove(transaction, trace.made(scene.unit(), kind));
    }
  }

  /// Notes that a user is not there before this run.
  static void noteNew(Scene scene, String user, int row) {
    boolean ignored = scene.pending().note(NEW_USERS, user, row).isPresent();
  }

  /// Whether a user was not there before this run.
  static boolean isNew(Scene scene, String user) {
    return scene.pending().adds(NEW_USERS, user);
  }
}
