package org.khue.cloud.platform.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The deleted things of one kind; a module declares one as a bean for each kind of thing that can
/// be deleted. Deleting marks the row (`deleted_at`, `deleted_by`); it is gone for good 30 days
/// later.
///
/// Every call is made as the caller with [#right], so row-level security shows what they may bring
/// back.
public interface BinSource {
  /// In URLs: lower-case letters and hyphens, unique in the program.
  String kind();

  /// Key of the kind's name, such as "Phòng".
  String nameKey();

  /// The right that lets somebody see and bring back these things.
  String right();

  /// The things that were deleted last, the latest first.
  List<Binned> list(int most);

  /// One of them.
  Optional<Binned> find(String id);

  /// Brings it back.
  ///
  /// @return whether it was there to be brought back
  boolean restore(String id);

  /// Removes for good what was deleted before that moment.
  ///
  /// @return how many were removed
  int purge(Instant before);

  /// A deleted thing.
  ///
  /// @param id letters, digits, `.:_-`, at most 80
  /// @param label its name
  /// @param by who deleted it
  /// @param personal whether the label is a person's name
  record Binned(String id, String label, Instant at, String by, boolean personal) {}
}
