package org.khue.cloud.platform.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.db.DatabaseSettings;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Grant;
import org.khue.cloud.platform.security.Scope;

class StoredFilesTest {
  private static final UUID SCHOOL = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();
  private static final byte[] PNG =
      HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489");
  private static final Acting OWNER = somebody(SCHOOL);

  private final Map<String, Object> settings = new HashMap<>(TestDatabase.create());
  private final FaultyDisk disk = new FaultyDisk();
  private final HttpClient client = HttpClient.newHttpClient();
  private FakeClamd clamd;
  private @Nullable TestCloud running;

  @BeforeEach
  void start() throws IOException {
    clamd = new FakeClamd();
    settings.put("khue.files.unit-bytes", "20000");
    settings.put("khue.files.scan-period", "50ms");
  }

  @AfterEach
  void stop() throws IOException {
    if (running != null) {
      running.close();
    }
    clamd.close();
    client.close();
  }

  private static Acting somebody(UUID unit) {
    Grant grant = new Grant("teacher", Set.of("test.files"), new Scope.Below(unit));
    return new Acting(
        new Caller(Caller.Kind.PERSON, UUID.randomUUID(), null, "somebody", List.of(grant)),
        "test.files");
  }

  private StoredFiles open() {
    TestCloud cloud =
        TestCloud.start(
            settings,
            disk,
            new FileKind(
                "test.scan",
                10_000,
                Set.of(
                    "image/png",
                    "text/plain",
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")));
    running = cloud;
    for (UUID unit : List.of(SCHOOL, OTHER)) {
      cloud.execute("INSERT INTO platform.reach VALUES ('%1$s', '%1$s')".formatted(unit));
    }
    return cloud.bean(StoredFiles.class);
  }

  private TestCloud cloud() {
    return Objects.requireNonNull(running);
  }

  private static StoredFile add(StoredFiles files, String name, byte[] content) {
    return OWNER.call(() ->
        files.add(new NewFile("test.scan", name, SCHOOL, null), new ByteArrayInputStream(content)));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static int refused(StoredFiles files, String name, byte[] content) {
    return assertThrows(ProblemException.class, () -> add(files, name, content)).status().getCode();
  }

  private HttpResponse<byte[]> get(URI link) throws Exception {
    return client.send(
        HttpRequest.newBuilder(link).timeout(Duration.ofSeconds(10)).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void theContentSaysWhatAFileIsAndNotItsName() throws Exception {
    StoredFiles files = open();
    assertEquals("image/png", add(files, "ảnh.pdf", PNG).type());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String part : List.of("[Content_Types].xml", "xl/workbook.xml")) {
        zip.putNextEntry(new ZipEntry(part));
        zip.write(text("<x/>"));
      }
    }
    assertTrue(add(files, "a", bytes.toByteArray()).type().endsWith("spreadsheetml.sheet"));
    assertEquals(415, refused(files, "a.png", text("<!DOCTYPE html><html><script>1</script>")));
    assertEquals(415, refused(files, "a.png", text("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")));
    assertEquals(415, refused(files, "a.png", text("MZ\u0090\0\3\0\0\0\4\0\0\0\0\0")));
    assertEquals(415, refused(files, "a.png", text("%PDF-1.7\n")));
    assertEquals(415, refused(files, "a.xlsx", text("PK\3\4 begins like a ZIP file")));
    assertEquals(0, drafts());
  }

  @Test
  void sizesAndTheUnitsRoomAreCapped() {
    StoredFiles files = open();
    assertEquals(413, refused(files, "a", text("x".repeat(10_001))));
    add(files, "a", text("a".repeat(9_000)));
    add(files, "b", text("b".repeat(9_000)));
    assertEquals(507, refused(files, "c", text("c".repeat(9_000))));
    assertEquals(18_000, cloud().count("SELECT bytes FROM platform.file_use"));
  }

  @Test
  void namesAreMadeHarmless() {
    assertEquals("đơn xin.pdf", new NewFile("k", "../../x/đơn xin.pdf", SCHOOL, null).name());
    assertEquals("b.png", new NewFile("k", "C:\\a\\b.p\nng", SCHOOL, null).name());
    assertEquals("file", new NewFile("k", "a/\u0000", SCHOOL, null).name());
    assertEquals(200, new NewFile("k", "ế".repeat(300), SCHOOL, null).name().length());
  }

  @Test
  void theSameContentLiesOnDiskOnce() throws Exception {
    StoredFiles files = open();
    try (ExecutorService uploads = Executors.newFixedThreadPool(8)) {
      List<Future<StoredFile>> all = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        int n = i;
        all.add(uploads.submit(() -> add(files, "n" + n, text("the same"))));
      }
      for (Future<StoredFile> one : all) {
        one.get(30, TimeUnit.SECONDS);
      }
    }
    assertEquals(16, cloud().count("SELECT count(*) FROM platform.file"));
    assertEquals(1, contents().size());
    assertEquals(0, drafts());
  }

  @Test
  void aFileIsSeenWithinItsScopeAlone() {
    StoredFiles files = open();
    StoredFile file = add(files, "a", text("hello"));
    assertTrue(somebody(SCHOOL).call(() -> files.find(file.id())).isPresent());
    assertTrue(somebody(OTHER).call(() -> files.find(file.id())).isEmpty());
    assertThrows(ProblemException.class, () -> somebody(OTHER).call(() -> files.link(file.id())));
    assertThrows(
        DatabaseException.class,
        () ->
            somebody(OTHER)
                .call(() ->
                    files.add(
                        new NewFile("test.scan", "a", SCHOOL, null),
                        new ByteArrayInputStream(text("foreign")))));
  }

  @Test
  void aFileIsHandedOutAtAnotherOriginByALinkThatEnds() throws Exception {
    settings.put("khue.files.link-life", "2s");
    StoredFiles files = open();
    StoredFile file = add(files, "ảnh lớp.png", PNG);
    URI link = OWNER.call(() -> files.link(file.id()));
    assertTrue(link.getPort() != cloud().uri("/").getPort());
    HttpResponse<byte[]> answer = get(link);
    assertEquals(200, answer.statusCode());
    assertArrayEquals(PNG, answer.body());
    assertEquals(
        "attachment; filename*=UTF-8''%E1%BA%A3nh%20l%E1%BB%9Bp.png",
        answer.headers().firstValue("content-disposition").orElseThrow());
    assertTrue(
        answer.headers().firstValue("content-security-policy").orElseThrow().startsWith("sandbox"));
    assertEquals("nosniff", answer.headers().firstValue("x-content-type-options").orElseThrow());
    String path = link.getPath();
    String forged = path.substring(0, path.length() - 1) + (path.endsWith("0") ? "1" : "0");
    assertEquals(404, get(link.resolve(forged)).statusCode());
    assertEquals(404, get(link.resolve("/f/../../../etc/passwd")).statusCode());
    assertEquals(404, get(link.resolve("/")).statusCode());
    Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> get(link).statusCode() == 404);
  }

  @Test
  void nothingIsHandedOutBeforeTheScannerFoundItClean() throws Exception {
    settings.put("khue.files.clamd", clamd.address());
    StoredFiles files = open();
    StoredFile virus = add(files, "a.txt", text(FakeClamd.EICAR));
    StoredFile clean = add(files, "b.txt", text("hello"));
    assertEquals(StoredFile.State.PENDING, virus.state());
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() ->
            state(files, virus) == StoredFile.State.INFECTED
                && state(files, clean) == StoredFile.State.CLEAN);
    assertThrows(ProblemException.class, () -> OWNER.call(() -> files.link(virus.id())));
    assertEquals(200, get(OWNER.call(() -> files.link(clean.id()))).statusCode());
    clamd.close();
    StoredFile later = add(files, "c.txt", text("nobody looks"));
    assertThrows(ProblemException.class, () -> OWNER.call(() -> files.link(later.id())));
  }

  private static StoredFile.State state(StoredFiles files, StoredFile file) {
    return OWNER.call(() -> files.find(file.id())).orElseThrow().state();
  }

  @Test
  void aRemovedFileComesBackOrGoesWithItsContent() throws Exception {
    StoredFiles files = open();
    StoredFile file = add(files, "a", text("hello"));
    OWNER.run(() -> files.remove(file.id()));
    assertThrows(ProblemException.class, () -> OWNER.call(() -> files.link(file.id())));
    OWNER.run(() -> files.restore(file.id()));
    assertEquals(200, get(OWNER.call(() -> files.link(file.id()))).statusCode());
    OWNER.run(() -> files.remove(file.id()));
    assertEquals(1, purge());
    assertEquals(0, cloud().count("SELECT bytes FROM platform.file_use"));
    assertEquals(1, cloud().bean(FileCleanup.class).clean(future()));
    assertEquals(List.of(), contents());
    assertEquals(0, cloud().count("SELECT count(*) FROM platform.blob"));
  }

  private long purge() {
    return Acting.system("test")
        .call(() ->
            cloud()
                .bean(Transactions.class)
                .run(
                    "retention",
                    transaction -> cloud().bean(FileRetention.class).purge(transaction, future())));
  }

  private static Instant future() {
    return Clock.systemUTC().instant().plus(1, ChronoUnit.HOURS);
  }

  @Test
  void aCrashAtAnyCallLosesNothingAndLeavesNothing() throws Exception {
    StoredFiles files = open();
    add(files, "before", text("before"));
    int crashes = 0;
    for (int call = 0; call < 12; call++) {
      for (boolean after : List.of(false, true)) {
        disk.cutAfter(call, after);
        try {
          add(files, "f", text("content " + call + after));
        } catch (UncheckedIOException e) {
          crashes++;
        }
        disk.mend();
        assertNothingDangles();
        cloud().bean(FileCleanup.class).clean(future());
        assertNothingDangles();
        assertEquals(cloud().count("SELECT count(*) FROM platform.blob"), contents().size());
        assertEquals(0, drafts());
      }
    }
    assertTrue(crashes >= 4, "crashes: " + crashes);
    assertFalse(disk.isDead());
  }

  @Test
  void aDatabaseThatRefusesAfterTheDiskDidItsPartLeavesOnlyWhatTheCleanupFinds() throws Exception {
    StoredFiles files = open();
    cloud()
        .execute(
            "CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN RAISE EXCEPTION 'planned'; END $$");
    cloud()
        .execute(
            "CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON platform.file DEFERRABLE INITIALLY"
                + " DEFERRED FOR EACH ROW EXECUTE FUNCTION public.refuse()");
    assertThrows(DatabaseException.class, () -> add(files, "a", text("hello")));
    assertEquals(1, contents().size());
    assertEquals(0, cloud().bean(FileCleanup.class).clean(Instant.EPOCH), "it is too young");
    cloud().execute("DROP TRIGGER refuse ON platform.file");
    StoredFile again = add(files, "a", text("hello"));
    assertEquals(0, cloud().bean(FileCleanup.class).clean(future()), "it has a file now");
    try (InputStream in = OWNER.call(() -> files.open(again.id()))) {
      assertEquals("hello", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private void assertNothingDangles() throws Exception {
    for (List<Object> row :
        cloud()
            .rows(
                "SELECT encode(sha256, 'hex') FROM platform.file JOIN platform.blob USING (sha256)")) {
      String hash = String.valueOf(row.getFirst());
      byte[] content = Files.readAllBytes(root().resolve(hash.substring(0, 2)).resolve(hash));
      assertEquals(
          hash, HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
    }
  }

  private Path root() {
    return cloud().bean(DatabaseSettings.class).data().resolve("files");
  }

  private List<String> contents() throws IOException {
    try (Stream<Path> all = Files.walk(root())) {
      return all.map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.matches("[0-9a-f]{64}"))
          .toList();
    }
  }

  private long drafts() throws IOException {
    try (Stream<Path> all = Files.walk(root().resolve("new"))) {
      return all.filter(Files::isRegularFile).count();
    }
  }
}
