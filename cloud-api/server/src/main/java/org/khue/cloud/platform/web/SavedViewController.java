package org.khue.cloud.platform.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.UUID;
import org.khue.cloud.platform.security.SignedIn;

/// Saving a view of a list, and removing it.
@Controller("/views")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SavedViewController {
  private final SavedViews views;

  SavedViewController(SavedViews views) {
    this.views = views;
  }

  @SignedIn
  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> save(HttpRequest<?> request, @Body String body) {
    Posted form = Posted.of(body);
    String state = form.one("state");
    String path = LocalPath.of(form.one("path"), "/");
    SavedViews.Outcome outcome =
        views.save(form.one("list"), form.one("name"), !form.one("shared").isEmpty(), state);
    String said =
        switch (outcome) {
          case SAVED -> "table.view-saved";
          case NAMELESS -> "table.view-nameless";
          case TOO_MANY -> "table.view-too-many";
        };
    return Done.then(state.isEmpty() ? path : path + "?" + state).saying(said).response(request);
  }

  @SignedIn
  @Post("/{id}/remove")
  @Consumes(MediaType.ALL)
  HttpResponse<?> remove(HttpRequest<?> request, UUID id) {
    views.remove(id);
    return Done.then(LocalPath.before(request, "/")).saying("table.view-removed").response(request);
  }
}
