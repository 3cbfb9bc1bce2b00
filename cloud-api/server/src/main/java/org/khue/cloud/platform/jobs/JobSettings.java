package org.khue.cloud.platform.jobs;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Duration;

/// How jobs are run.
///
/// @param threads `khue.jobs.threads`: how many run at once in this process
/// @param poll `khue.jobs.poll`: how often due work is looked for
/// @param heartbeat `khue.jobs.heartbeat`: a process that was not heard of four times is taken for
///   dead, and its jobs are resumed or failed
@Singleton
record JobSettings(
    @Property(name = "khue.jobs.threads", defaultValue = "4") int threads,
    @Property(name = "khue.jobs.poll", defaultValue = "1s") Duration poll,
    @Property(name = "khue.jobs.heartbeat", defaultValue = "3s") Duration heartbeat) {}
