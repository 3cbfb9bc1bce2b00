package org.khue.cloud.platform.files;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.DatabaseSettings;

/// Where files are stored and how they are handed out.
///
/// @param host `khue.files.host`: the address that files are handed out at
/// @param port `khue.files.port`: an origin of its own, so that a stored page cannot act as this
///   site; 0 for any free port
/// @param url `khue.files.url`: how browsers reach that port, such as `https://files.khue.example`;
///   null for the port itself
/// @param unitBytes `khue.files.unit-bytes`: how much a unit may store
/// @param linkLife `khue.files.link-life`: how long a link to a file works
/// @param clamd `khue.files.clamd`: `host:port` of a ClamAV daemon; null for no scanning
@Singleton
record FileSettings(
    DatabaseSettings place,
    @Property(name = "khue.files.host", defaultValue = "127.0.0.1") String host,
    @Property(name = "khue.files.port", defaultValue = "0") int port,
    @Nullable @Property(name = "khue.files.url") String url,
    @Property(name = "khue.files.unit-bytes", defaultValue = "5000000000") long unitBytes,
    @Property(name = "khue.files.link-life", defaultValue = "60s") Duration linkLife,
    @Nullable @Property(name = "khue.files.clamd") String clamd) {}
