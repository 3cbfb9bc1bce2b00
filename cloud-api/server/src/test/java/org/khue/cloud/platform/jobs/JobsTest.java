package org.khue.cloud.platform.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Grant;
import org.khue.cloud.platform.security.Reach;
import org.khue.cloud.platform.security.Scope;

class JobsTest {
  private static final UUID SCHOOL = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();

  private final Map<String, Object> settings = new HashMap<>(TestDatabase.create());
  private final Acting teacher = somebody(SCHOOL);
  private @Nullable TestCloud cloud;

  JobsTest() {
    settings.put("khue.jobs.poll", "100ms");
    settings.put("khue.jobs.heartbeat", "200ms");
  }

  @AfterEach
  void stop() {
    if (cloud != null) {
      cloud.close();
    }
  }

  private static Acting somebody(UUID unit) {
    Grant grant = new Grant("teacher", Set.of("test.work"), new Scope.Below(unit));
    return new Acting(
        new Caller(Caller.Kind.PERSON, UUID.randomUUID(), null, "somebody", List.of(grant)),
        "test.work");
  }

  /// What a kind does.
  private interface Work {
    void in(JobRun run) throws Exception;
  }

  private record Kind(String name, int atOnce, boolean resumable, Work work) implements JobKind {
    Kind(Work work) {
      this("test.work", 2, false, work);
    }

    @Override
    public String titleKey() {
      return "jobs.title";
    }

    @Override
    public void run(JobRun run) throws Exception {
      work.in(run);
    }
  }

  private TestCloud start(JobKind... kinds) {
    TestCloud started = TestCloud.start(settings, (Object[]) kinds);
    cloud = started;
    for (UUID unit : List.of(SCHOOL, OTHER)) {
      started.execute(
          "INSERT INTO platform.reach VALUES ('%1$s', '%1$s') ON CONFLICT DO NOTHING"
              .formatted(unit));
    }
    return started;
  }

  private static UUID begin(TestCloud in, Acting as, Map<String, Object> input) {
    return as.call(() -> in.bean(Jobs.class).start("test.work", "a file", SCHOOL, input));
  }

  private static JobStatus status(TestCloud in, Acting as, UUID job) {
    return as.call(() -> in.bean(Jobs.class).find(job)).orElseThrow();
  }

  private static JobStatus ended(TestCloud in, Acting as, UUID job) {
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> status(in, as, job).state().ended());
    return status(in, as, job);
  }

  @Test
  void aJobRunsAsItsStarterAndLeavesItsFile() throws Exception {
    AtomicReference<Acting> seen = new AtomicReference<>();
    TestCloud running =
        start(
            new Kind(run -> {
              seen.set(Acting.required());
              run.progress(3, 3, "Lớp 6A");
              try (OutputStream out = run.result("kết quả.txt", "text/plain")) {
                out.write(String.valueOf(run.input().get("word")).getBytes(StandardCharsets.UTF_8));
              }
            }));
    UUID job = begin(running, teacher, Map.of("word", "xong"));
    JobStatus end = ended(running, teacher, job);
    assertEquals(JobState.DONE, end.state());
    assertEquals(1.0, end.share());
    assertEquals("kết quả.txt", end.resultName());
    assertEquals(4, end.resultSize());
    assertEquals(
        "xong", Files.readString(teacher.call(() -> running.bean(Jobs.class).result(job))));
    assertEquals(teacher, seen.get());
    assertEquals(
        1, running.count("SELECT count(*) FROM platform.audit WHERE action = 'job.started'"));
  }

  @Test
  void othersSeeItOnlyWithinTheirScope() {
    TestCloud running = start(new Kind(run -> {}));
    UUID job = begin(running, teacher, Map.of());
    ended(running, teacher, job);
    Jobs jobs = running.bean(Jobs.class);
    assertEquals(1, somebody(SCHOOL).call(jobs::all).size());
    assertEquals(0, somebody(SCHOOL).call(jobs::mine).size());
    assertEquals(0, somebody(OTHER).call(jobs::all).size());
    assertTrue(somebody(OTHER).call(() -> jobs.find(job)).isEmpty());
    assertFalse(somebody(SCHOOL).call(() -> jobs.cancel(job)));
    assertThrows(ProblemException.class, () -> somebody(SCHOOL).call(() -> jobs.result(job)));
    // With no right made use of, as on a page of one's own affairs, one's own jobs are there.
    assertEquals(1, teacher.with("").call(jobs::mine).size());
  }

  @Test
  void aRunningJobEndsWhenItIsCancelled() {
    CountDownLatch begun = new CountDownLatch(1);
    TestCloud running =
        start(
            new Kind(run -> {
              for (int i = 0; i < 100_000; i++) {
                begun.countDown();
                run.progress(i, 100_000, "");
                TimeUnit.MILLISECONDS.sleep(5);
              }
            }));
    UUID job = begin(running, teacher, Map.of());
    Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> begun.getCount() == 0);
    assertTrue(teacher.call(() -> running.bean(Jobs.class).cancel(job)));
    JobStatus end = ended(running, teacher, job);
    assertEquals(JobState.CANCELLED, end.state());
    assertTrue(end.done() < 100_000);
    assertFalse(teacher.call(() -> running.bean(Jobs.class).cancel(job)));
  }

  @Test
  void aFailureIsToldWithoutWhatItMayQuote() {
    TestCloud running =
        start(
            new Kind(run -> {
              if (run.input().containsKey("expected")) {
                throw new ProblemException(
                    io.micronaut.http.HttpStatus.CONFLICT, "The file has no column 'Họ tên'.");
              }
              throw new IllegalStateException("Nguyễn Thị Bé, 0123456789");
            }));
    JobStatus problem = ended(running, teacher, begin(running, teacher, Map.of("expected", true)));
    assertEquals("The file has no column 'Họ tên'.", problem.fault());
    JobStatus bug = ended(running, teacher, begin(running, teacher, Map.of()));
    assertEquals(JobState.FAILED, bug.state());
    assertTrue(bug.fault().startsWith("IllegalStateException at "), bug.fault());
  }

  @Test
  void noMoreOfAKindRunAtOnceThanItAllows() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    TestCloud running =
        start(
            new Kind(
                "test.work",
                1,
                false,
                run -> {
                  most.accumulateAndGet(now.incrementAndGet(), Math::max);
                  TimeUnit.MILLISECONDS.sleep(200);
                  now.decrementAndGet();
                }));
    List<UUID> jobs =
        List.of(
            begin(running, teacher, Map.of()),
            begin(running, teacher, Map.of()),
            begin(running, teacher, Map.of()));
    jobs.forEach(job -> assertEquals(JobState.DONE, ended(running, teacher, job).state()));
    assertEquals(1, most.get());
  }

  @Test
  void aJobThatCanBeResumedGoesOnAfterAStop() {
    CountDownLatch half = new CountDownLatch(1);
    Kind kind =
        new Kind(
            "test.work",
            1,
            true,
            run -> {
              int from = (Integer) run.resumedFrom().orElse(Map.of("at", 0)).getOrDefault("at", 0);
              for (int i = from; i < 10; i++) {
                run.progress(i, 0, "");
                run.checkpoint(Map.of("at", i + 1));
                if (from == 0 && i == 4) {
                  half.countDown();
                  while (true) {
                    run.progress(i, 0, "");
                    TimeUnit.MILLISECONDS.sleep(20);
                  }
                }
              }
              run.progress(10 - from, 10 - from, "");
            });
    TestCloud first = start(kind);
    UUID job = begin(first, teacher, Map.of());
    Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> half.getCount() == 0);
    first.close();
    cloud = null;
    TestCloud second = start(kind);
    JobStatus end = ended(second, teacher, job);
    assertEquals(JobState.DONE, end.state());
    assertEquals(5, end.done());
  }

  @Test
  void aJobOfAKilledProcessIsResumedOrFailsClearly() {
    TestCloud running =
        start(
            new Kind("test.work", 2, true, run -> {}), new Kind("test.once", 2, false, run -> {}));
    // What a killed process leaves: rows that say running, and a task that it picked and no longer
    // feeds.
    UUID resumed = left(running, "test.work");
    UUID failed = left(running, "test.once");
    assertEquals(JobState.DONE, ended(running, teacher, resumed).state());
    JobStatus end = ended(running, teacher, failed);
    assertEquals(JobState.FAILED, end.state());
    assertEquals(Jobs.INTERRUPTED, end.fault());
  }

  private UUID left(TestCloud in, String kind) {
    UUID id = UUID.randomUUID();
    teacher.run(() ->
        in.bean(Transactions.class)
            .run(
                "leaving a job",
                transaction -> {
                  in.bean(JobStore.class)
                      .insert(transaction, id, kind, "left", SCHOOL, Map.of(), Acting.required());
                  return true;
                }));
    in.execute("UPDATE platform.job SET state = 'RUNNING', attempts = 1 WHERE id = '" + id + "'");
    in.execute(
        "INSERT INTO platform.scheduled_task (task_name, task_instance, execution_time, picked,"
            + " picked_by, last_heartbeat, version) VALUES ('job', '"
            + id
            + "', now() - interval '1 hour', true, 'killed', now() - interval '1 hour', 1)");
    return id;
  }

  @Test
  void endedJobsGoWithTheirFiles() throws Exception {
    TestCloud running =
        start(
            new Kind(run -> {
              try (OutputStream out = run.result("a", "text/plain")) {
                out.write(1);
              }
            }));
    UUID job = begin(running, teacher, Map.of());
    ended(running, teacher, job);
    JobResults results = running.bean(JobResults.class);
    assertEquals(0, results.sweep(running.bean(JobStore.class)::exists));
    long deleted =
        Acting.system("test")
            .call(() ->
                running
                    .bean(Transactions.class)
                    .run(
                        "retention",
                        transaction ->
                            running
                                .bean(JobRetention.class)
                                .purge(transaction, Instant.now().plus(1, ChronoUnit.HOURS))));
    assertEquals(1, deleted);
    assertEquals(1, results.sweep(running.bean(JobStore.class)::exists));
    assertFalse(Files.exists(results.file(job)));
  }

  @Test
  void theStartersScopeIsKeptWhole() {
    Acting acting =
        new Acting(
            new Caller(
                Caller.Kind.TOKEN,
                UUID.randomUUID(),
                UUID.randomUUID(),
                "Trần Văn Ô",
                List.of(
                    new Grant("parent", Set.of("own.read"), new Scope.Persons(Set.of(SCHOOL))),
                    new Grant("system", Set.of("*"), new Scope.Everything()))),
            "own.read");
    assertEquals(acting, ActingJson.read(ActingJson.write(acting)));
    assertEquals(teacher, ActingJson.read(ActingJson.write(teacher)));
    assertEquals(
        Reach.ROOT,
        ActingJson.read(ActingJson.write(somebody(Reach.ROOT))).units().iterator().next());
  }
}
