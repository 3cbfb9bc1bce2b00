package org.khue.cloud.identity.internal.page;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.khue.cloud.identity.internal.account.Account;
import org.khue.web.Mark;
import org.khue.web.i18n.Text;
import org.khue.web.table.Column;
import org.khue.web.table.Filter;
import org.khue.web.table.TableSpec;
import org.khue.web.table.Value;

/// The list of accounts.
final class AccountList {
  private AccountList() {}

  /// @param unit names units
  /// @param units to choose from
  static TableSpec<Account> spec(
      Text text, Function<UUID, String> unit, List<UnitWords.Choice> units) {
    return TableSpec.of(
            "accounts",
            text.t("accounts.title"),
            Column.<Account>person(
                    "name", text.t("account.name"), Account::name, one -> "/accounts/" + one.id())
                .asSortable()
                .fixed(),
            Column.<Account>text("login", text.t("login.login"), Account::login)
                .asSortable()
                .asPersonal(),
            Column.<Account>status(
                "state", text.t("account.state"), one -> state(text, one.state())),
            Column.<Account>text("unit", text.t("account.unit"), one -> unit.apply(one.unit())),
            Column.<Account>number("logins", text.t("account.logins"), one -> (long) one.logins())
                .onDemand())
        .filteredBy(
            new Filter.Search("q", text.t("account.search")),
            new Filter.Choice(
                "state",
                text.t("account.state"),
                Stream.of(Account.State.values())
                    .map(state -> new Filter.Option(state.code(), state(text, state).word()))
                    .toList()),
            new Filter.Choice(
                "unit",
                text.t("account.unit"),
                units.stream()
                    .map(one -> new Filter.Option(one.id().toString(), one.name()))
                    .toList()))
        .sortedBy("name", false);
  }

  private static Value.Status state(Text text, Account.State state) {
    return switch (state) {
      case ACTIVE -> new Value.Status(Mark.OK, text.t("account.active"));
      case LOCKED -> new Value.Status(Mark.WARN, text.t("account.locked"));
      case DISABLED -> new Value.Status(Mark.FREE, text.t("account.disabled"));
    };
  }
}
