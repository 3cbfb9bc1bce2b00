package org.khue.cloud.platform.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.SignedIn;

/// The API's description, and Swagger UI to read it.
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DocsController {
  /// Swagger UI draws its signs as data: pictures; scripts and styles stay this site's own.
  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'; object-src 'none'";

  private static final Map<String, String> FILES =
      Map.of(
          "swagger-ui.css", "text/css; charset=utf-8",
          "swagger-ui-bundle.js", "text/javascript; charset=utf-8",
          "start.js", "text/javascript; charset=utf-8");

  private final ApiDescription description;

  DocsController(ApiDescription description) {
    this.description = description;
  }

  @SignedIn
  @Get("/openapi.yml")
  @Produces("*/*")
  @Operation(summary = "This description, as OpenAPI 3")
  HttpResponse<String> openapi() {
    return HttpResponse.ok(description.yaml()).header(HttpHeaders.CONTENT_TYPE, "application/yaml");
  }

  @SignedIn
  @Get("/docs")
  @Produces("text/html")
  @Operation(summary = "The description as a page")
  HttpResponse<byte[]> page() {
    return HttpResponse.ok(read("index.html"))
        .header(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .header("Content-Security-Policy", POLICY);
  }

  @SignedIn
  @Get("/docs/{file}")
  @Produces("*/*")
  @Operation(summary = "The files of that page")
  HttpResponse<byte[]> file(String file) {
    String type = FILES.get(file);
    if (type == null) {
      throw ProblemException.missing("file");
    }
    return HttpResponse.ok(read(file))
        .header(HttpHeaders.CONTENT_TYPE, type)
        .header(HttpHeaders.CACHE_CONTROL, "private, max-age=3600");
  }

  private static byte[] read(String name) {
    try (InputStream in = DocsController.class.getResourceAsStream("docs/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the build unpacks " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
