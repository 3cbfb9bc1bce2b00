package org.khue.cloud.platform.imports;

import org.jspecify.annotations.Nullable;

/// A record as an import has left it.
///
/// @param version right after the import
/// @param before what the [Target] needs to restore the record as it was, as text of its own; null
///   when it needs nothing
public record Written(String id, String version, @Nullable String before) {}
