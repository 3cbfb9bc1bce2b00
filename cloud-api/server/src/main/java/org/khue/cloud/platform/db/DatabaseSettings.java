package org.khue.cloud.platform.db;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where the database is.
///
/// @param data `khue.data`, the cloud's directory; the embedded PostgreSQL lives in `postgres`
///   below
/// @param url `khue.database.url`, such as `jdbc:postgresql://db.example:5432/khue`; null for the
///   embedded one
/// @param user `khue.database.user`
/// @param password `khue.database.password`
@Singleton
public record DatabaseSettings(
    @Property(name = "khue.data", defaultValue = "data") Path data,
    @Nullable @Property(name = "khue.database.url") String url,
    @Property(name = "khue.database.user", defaultValue = "khue") String user,
    @Nullable @Property(name = "khue.database.password") String password) {}
