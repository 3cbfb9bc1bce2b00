package org.khue.cloud.people;

import io.micronaut.http.HttpStatus;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.people.internal.EraseStore;
import org.khue.cloud.people.internal.FactRules;
import org.khue.cloud.people.internal.MergeStore;
import org.khue.cloud.people.internal.MergingStore;
import org.khue.cloud.people.internal.PersonStore;
import org.khue.cloud.people.internal.Standing;
import org.khue.cloud.people.internal.TwinStore;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Acting;

/// Two records of one person, made one; undone exactly within 30 days.
public final class Merges {
  static final String MERGE = "people.merge";

  private final Transactions transactions;
  private final Transactions everything;
  private final People people;
  private final PersonStore persons;
  private final TwinStore twins;
  private final MergingStore merging;
  private final MergeStore merges;
  private final EraseStore erasures;
  private final Standing standing;
  private final Audit audit;
  private final Clock clock;

  Merges(
      Transactions transactions,
      Transactions everything,
      People people,
      PersonStore persons,
      TwinStore twins,
      MergingStore merging,
      MergeStore merges,
      EraseStore erasures,
      Standing standing,
      Audit audit,
      Clock clock) {
    this.transactions = transactions;
    this.everything = everything;
    this.people = people;
    this.persons = persons;
    this.twins = twins;
    this.merging = merging;
    this.merges = merges;
    this.erasures = erasures;
    this.standing = standing;
    this.audit = audit;
    this.clock = clock;
  }

  /// What became of an undo.
  public sealed interface Undo {
    /// Both records are as they were, bit for bit.
    record Done() implements Undo {}

    /// Nothing was undone, because somebody worked on these since.
    ///
    /// @param kinds of the rows: `PERSON`, `MEMBERSHIP`, `IDENTIFIER`, `GUARDIAN`, `CONSENT`,
    ///   `VERIFICATION`
    record ChangedSince(List<String> kinds) implements Undo {}
  }

  /// Who may be the same person: the same name and birth date, or a name that differs by two
  /// letters at the most and the same birth date. The likeliest first, at most 20.
  public List<UUID> candidates(UUID person) {
    return transactions.run("looking for duplicates", tx -> twins.of(tx, person));
  }

  /// Pairs of the same name and birth date within the scope, at most 200.
  public List<List<UUID>> pairs() {
    return transactions.run("looking for duplicates", twins::pairs);
  }

  /// Merges that made a person what they are; the newest first.
  public List<Merge> of(UUID survivor) {
    return transactions.run("reading merges", tx -> merges.of(tx, survivor));
  }

  /// Makes one of two. The right must hold in every unit of both.
  ///
  /// @param survivor whose record remains
  /// @param facts what is true of the person
  public Merge merge(UUID survivor, UUID merged, Facts facts) {
    transactions.run(
        "reading both persons",
        tx -> {
          persons.require(tx, survivor, "person");
          persons.require(tx, merged, "person");
          return true;
        });
    if (survivor.equals(merged)) {
      throw ProblemException.invalid(
          List.of(new ProblemException.Fault("merged", "must be another record")));
    }
    Facts tidy = FactRules.tidy(facts, people.today());
    return everything.run(
        "merging two persons",
        tx -> {
          UUID unit = standing.requireEverywhere(tx, MERGE, survivor, people.today());
          standing.requireEverywhere(tx, MERGE, merged, people.today());
          UUID id = merging.merge(tx, survivor, merged, tidy, clock.instant());
          audit.record(tx, change("person.merged", survivor, merged, unit));
          return merges.find(tx, id).orElseThrow();
        });
  }

  /// Puts both records back as they were, unless somebody worked on them since.
  public Undo undo(UUID merge) {
    Merge seen =
        transactions.run(
            "reading a merge",
            tx -> merges.find(tx, merge).orElseThrow(() -> ProblemException.missing("merge")));
    return everything.run(
        "undoing a merge",
        tx -> {
          UUID unit = standing.requireEverywhere(tx, MERGE, seen.survivor(), people.today());
          Merge found = merges.find(tx, merge).orElseThrow(() -> ProblemException.missing("merge"));
          if (found.undoneAt() != null) {
            throw new ProblemException(HttpStatus.CONFLICT, "This merge is undone already.");
          }
          if (clock.instant().isAfter(found.undoUntil())) {
            throw new ProblemException(
                HttpStatus.CONFLICT,
                "A merge can be undone for 30 days, and they are over. Enter the second person anew.");
          }
          List<String> changed = merging.undo(tx, found, clock.instant());
          if (!changed.isEmpty()) {
            return new Undo.ChangedSince(changed.stream().distinct().toList());
          }
          audit.record(tx, change("person.unmerged", found.survivor(), found.merged(), unit));
          return new Undo.Done();
        });
  }

  /// Forgets what undoing needs once it cannot be undone any more: the second record's content
  /// goes.
  void forgetExpired() {
    Acting.system("retention")
        .run(() ->
            everything.run(
                "forgetting old merges",
                tx -> {
                  for (Merge merge : merges.expired(tx, clock.instant())) {
                    erasures.forgetMerged(tx, merge.merged(), clock.instant());
                    merges.forgetRows(tx, merge.id());
                  }
                  return true;
                }));
  }

  private static Change change(String action, UUID survivor, UUID merged, UUID unit) {
    return new Change(
        action, "person", survivor.toString(), unit, Map.of("merged", merged.toString()));
  }
}
