package org.khue.cloud.platform.problem;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Arrays;
import org.khue.cloud.platform.web.OpenRoute;

/// Explains the `type` of a problem, at the address that it is.
@Controller(ProblemKind.ROOT)
final class KindController {

  /// @param type the address of this page
  /// @param status the HTTP status that bears it
  /// @param meaning what happened
  /// @param next what the caller can do
  record Explanation(String type, int status, String meaning, String next) {}

  @OpenRoute
  @Get("{code}")
  @Operation(summary = "Explains a kind of problem")
  Explanation explain(String code) {
    return Arrays.stream(ProblemKind.values())
        .filter(kind -> kind.code().equals(code))
        .map(kind ->
            new Explanation(kind.type(), kind.status().getCode(), kind.meaning(), kind.next()))
        .findFirst()
        .orElseThrow(() -> ProblemException.missing("kind of problem"));
  }
}
