package org.khue.cloud.identity.internal.page;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.identity.internal.account.Account;
import org.khue.cloud.identity.internal.desk.AccountDesk;
import org.khue.cloud.identity.internal.grant.Assignment;
import org.khue.cloud.identity.internal.grant.Assignments;
import org.khue.cloud.platform.api.Cursor;
import org.khue.cloud.platform.api.Page;
import org.khue.cloud.platform.api.Paging;
import org.khue.cloud.platform.security.Needs;

/// Accounts and their roles, for programs of the school or the city. Read only: roles are given by
/// people who have just proved who they are.
@Controller("/api/v1/accounts")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AccountApi {
  private static final String ORDER = "accounts.by-login";

  private final AccountDesk desk;
  private final Assignments assignments;

  AccountApi(AccountDesk desk, Assignments assignments) {
    this.desk = desk;
    this.assignments = assignments;
  }

  /// An account as the API shows it.
  record Shown(UUID id, String login, String name, @Nullable UUID person, UUID unit, String state) {
    static Shown of(Account account) {
      return new Shown(
          account.id(),
          account.login(),
          account.name(),
          account.person(),
          account.unit(),
          account.state().code());
    }
  }

  /// A role of an account as the API shows it.
  record ShownRole(
      UUID id,
      String role,
      String scope,
      UUID unit,
      LocalDate validFrom,
      @Nullable LocalDate validTo,
      String decision,
      boolean ended) {
    static ShownRole of(Assignment one) {
      return new ShownRole(
          one.id(),
          one.role().code(),
          one.scope().code(),
          one.unit(),
          one.from(),
          one.to(),
          one.decision(),
          one.endedAt() != null);
    }
  }

  @Operation(summary = "Accounts in scope by login")
  @Needs("accounts.read")
  @Get
  Page<Shown> list(HttpRequest<?> request, @RequestBean Paging paging) {
    String after = paging.after(ORDER, 1).map(cursor -> cursor.text(0)).orElse("");
    return Page.of(
            desk.page(after, paging.fetch()), paging, account -> Cursor.of(ORDER, account.login()))
        .map(Shown::of);
  }

  @Operation(summary = "One account")
  @Needs("accounts.read")
  @Get("/{id}")
  HttpResponse<Shown> one(UUID id) {
    return HttpResponse.ok(Shown.of(desk.find(id)));
  }

  @Operation(summary = "The roles of an account, ended ones too")
  @Needs("assignments.read")
  @Get("/{id}/assignments")
  Page<ShownRole> roles(UUID id) {
    List<ShownRole> shown =
        assignments.history(desk.find(id).id()).stream().map(ShownRole::of).toList();
    return new Page<>(shown, null);
  }
}
