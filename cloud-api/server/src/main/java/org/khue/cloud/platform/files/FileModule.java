package org.khue.cloud.platform.files;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.LocalTime;
import java.util.Objects;
import org.khue.cloud.platform.jobs.Nightly;

/// The beans of stored files.
@Factory
final class FileModule {

  @Singleton
  BlobFiles blobs(FileSettings settings, Disk disk) {
    return new BlobFiles(settings.place().data().resolve("files"), disk);
  }

  @Singleton
  @Secondary
  @Requires(property = "khue.files.clamd")
  Scanner clamd(FileSettings settings) {
    return new ClamdScanner(Objects.requireNonNull(settings.clamd()));
  }

  @Singleton
  @Named("file-cleanup")
  Nightly cleanup(FileCleanup cleanup) {
    return new Nightly("file-cleanup", LocalTime.of(3, 30), cleanup::run);
  }
}
