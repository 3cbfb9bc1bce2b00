package org.khue.cloud.platform.api;

/// What is known about a request with an idempotency key.
sealed interface Claim {

  /// It comes for the first time: do it.
  record First() implements Claim {}

  /// It was answered before: answer the same.
  record Answered(StoredAnswer answer) implements Claim {}

  /// It took effect, but its answer was not kept.
  record AnswerGone() implements Claim {}

  /// The first one still runs.
  record Running() implements Claim {}

  /// The first one began long ago and never ended: the cloud was stopped meanwhile.
  record Broken() implements Claim {}

  /// The key was used for another request.
  record OtherRequest() implements Claim {}
}
