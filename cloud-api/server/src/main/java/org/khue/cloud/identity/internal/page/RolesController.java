package org.khue.cloud.identity.internal.page;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.util.List;
import java.util.Map;
import org.khue.cloud.identity.Role;
import org.khue.cloud.identity.internal.grant.Assigning;
import org.khue.cloud.identity.internal.grant.RightTables;
import org.khue.cloud.platform.security.SignedIn;
import org.khue.cloud.platform.web.Pages;
import org.khue.web.i18n.Text;

/// Who may do what, and who may give which role: as the program itself decides.
@Controller("/roles")
@Produces(MediaType.TEXT_HTML)
final class RolesController {
  private final RightTables tables;
  private final Assigning assigning;
  private final Pages pages;

  RolesController(RightTables tables, Assigning assigning, Pages pages) {
    this.tables = tables;
    this.assigning = assigning;
    this.pages = pages;
  }

  @SignedIn
  @Get
  HttpResponse<String> roles(HttpRequest<?> request) {
    Text text = pages.text(request);
    return pages.page(
        request,
        text,
        "identity/roles",
        "",
        text.t("roles.title"),
        false,
        Map.of("roles", List.of(Role.values()), "rights", tables.all(), "assigning", assigning));
  }
}
