package org.khue.cloud.people.internal.verify;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where the population database is, or what stands in for it.
///
/// @param url `khue.people.registry.url`, such as `https://registry.example`; null: nobody is asked
/// @param tokenFile `khue.people.registry.token-file`: a file with the bearer token; null for none
/// @param timeout `khue.people.registry.timeout` of one try
/// @param tries `khue.people.registry.tries` for one question
/// @param rest `khue.people.registry.rest`: after 5 questions without an answer nobody is asked for
///   so long
@Singleton
public record RegistrySettings(
    @Nullable @Property(name = "khue.people.registry.url") URI url,
    @Nullable @Property(name = "khue.people.registry.token-file") Path tokenFile,
    @Property(name = "khue.people.registry.timeout", defaultValue = "5s") Duration timeout,
    @Property(name = "khue.people.registry.tries", defaultValue = "3") int tries,
    @Property(name = "khue.people.registry.rest", defaultValue = "30s") Duration rest) {}
