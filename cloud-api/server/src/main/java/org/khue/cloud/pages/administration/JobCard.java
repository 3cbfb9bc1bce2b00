package org.khue.cloud.pages.administration;

import org.khue.cloud.platform.jobs.JobStatus;
import org.khue.web.Mark;

/// A job in words.
///
/// @param kind what it is, in the reader's language
/// @param state in words
/// @param progress in words; empty while nothing is known
/// @param live whether it still changes
public record JobCard(
    JobStatus status, String kind, String state, Mark mark, String progress, boolean live) {}
