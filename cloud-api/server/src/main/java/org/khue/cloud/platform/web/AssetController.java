package org.khue.cloud.platform.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.util.Optional;
import org.khue.web.asset.Asset;
import org.khue.web.asset.Assets;

/// Serves the files of the pages; their paths hold a hash, so browsers keep them for a year.
@Controller
@Produces(MediaType.ALL)
final class AssetController {
  private final Assets assets;

  AssetController(Assets assets) {
    this.assets = assets;
  }

  @OpenRoute
  @Get(Assets.ROOT + "{name}")
  HttpResponse<byte[]> file(HttpRequest<?> request, String name) {
    Optional<Asset> found = assets.at(Assets.ROOT + name);
    if (found.isEmpty()) {
      return HttpResponse.notFound();
    }
    Asset asset = found.get();
    boolean gzip =
        asset.gzip().length > 0
            && request
                .getHeaders()
                .get(HttpHeaders.ACCEPT_ENCODING, String.class, "")
                .contains("gzip");
    MutableHttpResponse<byte[]> response =
        HttpResponse.ok(gzip ? asset.gzip() : asset.body())
            .header(HttpHeaders.CONTENT_TYPE, asset.contentType())
            .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    return gzip ? response.header(HttpHeaders.CONTENT_ENCODING, "gzip") : response;
  }
}
