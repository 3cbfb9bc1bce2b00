package org.khue.cloud.platform.web;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Scope;
import org.khue.web.i18n.Names;
import org.khue.web.table.TableView;

/// Lists in states that people want back: of their own, and shared with their unit.
@Singleton
final class SavedViews {
  static final int MOST_OF_A_LIST = 50;
  private static final int MOST_SHOWN = 200;
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_STATE = 2_000;

  private final SavedViewStore store;
  private final Clock clock;

  SavedViews(DataSource source, Clock clock) {
    store = new SavedViewStore(source);
    this.clock = clock;
  }

  /// The views of a list that whoever acts may use.
  ///
  /// @param state of the list now, to mark the view that it is
  List<TableView.SavedView> of(String list, String path, String state) {
    Optional<Acting> acting = Acting.current();
    if (acting.isEmpty()) {
      return List.of();
    }
    UUID me = acting.get().caller().account();
    return store.list(list, MOST_SHOWN).stream()
        .map(row ->
            new TableView.SavedView(
                row.id().toString(),
                row.name(),
                row.state().isEmpty() ? path : path + "?" + row.state(),
                row.state().equals(state),
                row.owner().equals(me),
                row.shared()))
        .toList();
  }

  /// What came of saving.
  enum Outcome {
    SAVED,
    NAMELESS,
    TOO_MANY
  }

  Outcome save(String list, String typedName, boolean share, String state) {
    Caller caller = Acting.required().caller();
    String name = Names.entered(typedName);
    if (name.isEmpty() || name.codePointCount(0, name.length()) > LONGEST_NAME) {
      return Outcome.NAMELESS;
    }
    if (state.length() > LONGEST_STATE || store.count(list, caller.account()) >= MOST_OF_A_LIST) {
      return Outcome.TOO_MANY;
    }
    UUID unit = share ? unit(caller) : null;
    SavedViewStore.Row row =
        new SavedViewStore.Row(UUID.randomUUID(), name, caller.account(), unit != null, state);
    store.insert(list, row, unit, clock.instant());
    return Outcome.SAVED;
  }

  /// Removes a view of whoever acts; one of somebody else stays.
  void remove(UUID id) {
    store.delete(id, Acting.required().caller().account());
  }

  /// Where the caller works: the unit of their first assignment.
  private static @Nullable UUID unit(Caller caller) {
    return caller.grants().stream()
        .map(grant -> grant.scope() instanceof Scope.Below(UUID id) ? id : null)
        .filter(id -> id != null)
        .findFirst()
        .orElse(null);
  }
}
