package org.khue.cloud.platform.imports;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;

/// Templates of the lists.
@Controller("/imports/templates")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TemplateController {
  private final Imports imports;
  private final Pages pages;

  TemplateController(Imports imports, Pages pages) {
    this.imports = imports;
    this.pages = pages;
  }

  @Needs("imports.run")
  @Get(uri = "/{list}.xlsx", produces = MediaType.APPLICATION_OCTET_STREAM)
  HttpResponse<byte[]> xlsx(HttpRequest<?> request, @PathVariable String list) {
    return ImportController.download(
        Template.xlsx(part(list), pages.text(request)), FileTypes.XLSX, "khue-" + list + ".xlsx");
  }

  @Needs("imports.run")
  @Get(uri = "/{list}.csv", produces = MediaType.APPLICATION_OCTET_STREAM)
  HttpResponse<byte[]> csv(HttpRequest<?> request, @PathVariable String list) {
    return ImportController.download(
        Template.csv(part(list), pages.text(request)).getBytes(StandardCharsets.UTF_8),
        FileTypes.CSV,
        "khue-" + list + ".csv");
  }

  @Needs("imports.run")
  @Get(uri = "/{list}.zip", produces = MediaType.APPLICATION_OCTET_STREAM)
  HttpResponse<byte[]> zip(@PathVariable String list) {
    ImportList known = imports.list(list);
    if (!known.isBundle()) {
      throw ProblemException.missing("template");
    }
    return ImportController.download(Template.zip(known), FileTypes.ZIP, "khue-" + list + ".zip");
  }

  private Part part(String code) {
    ImportList list = imports.list(code);
    if (list.isBundle()) {
      throw ProblemException.missing("template");
    }
    return list.parts().getFirst();
  }
}
