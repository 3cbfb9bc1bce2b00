package org.khue.cloud.platform.imports;

import org.jspecify.annotations.Nullable;

/// A record as an import has left it.
///
/// @param version right after the import
/// @param before what the [Target] needs to restore the record as it was, as JSON; null for a new
///   record
public record Written(String id, String version, @Nullable String before) {}
