package org.khue.cloud.equipment.utilisation;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.khue.cloud.equipment.utilisation.model.Figures;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Grant;

/// Reports that a person signs off: the figures are kept as they were, with their hash, so that the
/// report can be made again at any time, and a later change of the figures is seen.
@Singleton
public final class Reports {
  /// The right to sign, at the unit of which the report tells.
  public static final String SIGN = "utilisation.sign";

  private final ReportStore store = new ReportStore();
  private final Utilisation utilisation;
  private final Transactions transactions;
  private final Access access;
  private final Audit audit;
  private final Clock clock;

  Reports(
      Utilisation utilisation, Transactions transactions, Access access, Audit audit, Clock clock) {
    this.utilisation = utilisation;
    this.transactions = transactions;
    this.access = access;
    this.audit = audit;
    this.clock = clock;
  }

  /// What became of a report's figures.
  ///
  /// @param changed keys of the groups whose figures are others now, came or went; empty if the
  ///   report still holds
  public record Check(String sha256, Set<String> changed) {}

  /// Signs, as whoever acts, what the question answers now.
  ///
  /// @param question with a unit
  /// @param name gives the name of a group by its keys
  /// @throws ProblemException 403 without the right at the unit, 422 without a unit or figures
  public Report sign(
      Question question,
      String title,
      String remark,
      Function<Answer, Function<List<String>, String>> name) {
    UUID unit = question.unit();
    if (unit == null) {
      throw invalid("unit", "Choose the unit of which the report tells.");
    }
    access.requireAt(SIGN, unit);
    Answer answer = utilisation.ask(question);
    if (answer.groups().isEmpty()) {
      throw invalid("unit", "There are no figures to sign. Choose another span or unit.");
    }
    Function<List<String>, String> names = name.apply(answer);
    String figures = Figuring.text(answer);
    Caller caller = Acting.required().caller();
    Report report =
        new Report(
            new UUID(0, 0),
            unit,
            title,
            Figuring.parameters(question),
            figures,
            answer.groups().stream()
                .map(group -> String.join("|", group.keys()) + "\t" + names.apply(group.keys()))
                .collect(Collectors.joining("\n")),
            Figuring.sha256(figures),
            answer.countedTo(),
            caller.name(),
            role(caller),
            remark,
            clock.instant().truncatedTo(ChronoUnit.SECONDS));
    return transactions.run(
        "signing a report",
        transaction -> {
          UUID id = store.insert(transaction, report, caller.account());
          audit.record(
              transaction,
              new Change(
                  "use-report.signed",
                  "use-report",
                  id.toString(),
                  unit,
                  Map.of("sha256", report.sha256(), "question", report.question())));
          return store.find(transaction, id).orElseThrow();
        });
  }

  /// The newest reports within the scope, at most 1,000.
  public List<Report> newest() {
    return transactions.run("reading reports", store::newest);
  }

  /// @throws ProblemException 404 if there is none within the scope
  public Report get(UUID id) {
    return transactions
        .run("reading a report", read -> store.find(read, id))
        .orElseThrow(() -> ProblemException.missing("report"));
  }

  /// Asks the same again, and compares.
  public Check check(Report report) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Question question =
        QuestionReader.read(Figuring.read(report.question()), today, utilisation.since());
    String now = Figuring.text(utilisation.ask(question));
    Map<String, Figures> then = Figuring.groups(report.figures());
    Map<String, Figures> groups = Figuring.groups(now);
    Set<String> changed = new TreeSet<>();
    then.forEach((key, figures) -> {
      if (!figures.equals(groups.get(key))) {
        changed.add(key);
      }
    });
    groups.keySet().stream().filter(key -> !then.containsKey(key)).forEach(changed::add);
    return new Check(Figuring.sha256(now), changed);
  }

  private static String role(Caller caller) {
    return caller.grants().stream()
        .filter(grant -> grant.rights().contains(SIGN))
        .map(Grant::role)
        .sorted()
        .findFirst()
        .orElse("");
  }

  private static ProblemException invalid(String field, String sentence) {
    return ProblemException.invalid(List.of(new ProblemException.Fault(field, sentence)));
  }
}
