package org.khue.cloud.platform.imports;

import java.sql.Connection;
import java.time.LocalDate;
import java.util.UUID;

/// What surrounds the rows of an import.
///
/// @param transaction in which the target reads and writes
/// @param unit organisation unit that the import is for
/// @param pending what earlier rows and parts of the same file will add
public record Scene(Connection transaction, UUID unit, LocalDate today, Pending pending) {}
