package org.khue.cloud.equipment.register;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Part;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Done;
import org.khue.web.form.Field;
import org.khue.web.form.FormSpec;
import org.khue.web.i18n.Text;

/// Papers of an item: added, opened, put into the bin.
@Controller("/equipment/items/{id}/documents")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DocumentPages {
  private static final String FILE = "file";

  private final Items items;
  private final Documents documents;

  DocumentPages(Items items, Documents documents) {
    this.items = items;
    this.documents = documents;
  }

  static FormSpec form(Text text, Item item) {
    return FormSpec.of(
            "item-document-" + item.id(),
            ItemWords.path(item) + "/documents",
            text.t("eq.document-add"),
            Field.file(FILE, text.t("eq.document"), ".pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.odt")
                .asRequired()
                .withHint(text.t("eq.document-hint")))
        .withoutAutosave();
  }

  @Needs(Items.WRITE)
  @Post
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  HttpResponse<?> add(
      HttpRequest<?> request, @PathVariable UUID id, @Part(FILE) CompletedFileUpload file)
      throws IOException {
    try (InputStream content = file.getInputStream()) {
      documents.add(id, file.getFilename(), content);
    }
    return back(request, id, "eq.document-added");
  }

  @Needs(Items.READ)
  @Get("/{file}")
  HttpResponse<?> open(@PathVariable UUID id, @PathVariable UUID file) {
    return HttpResponse.seeOther(documents.link(id, file));
  }

  @Needs(Items.WRITE)
  @Post("/{file}/remove")
  @Consumes(MediaType.ALL)
  HttpResponse<?> remove(HttpRequest<?> request, @PathVariable UUID id, @PathVariable UUID file) {
    documents.remove(id, file);
    return back(request, id, "eq.document-removed");
  }

  private HttpResponse<?> back(HttpRequest<?> request, UUID id, String said) {
    return Done.then(ItemWords.path(items.get(id))).saying(said).response(request);
  }
}
