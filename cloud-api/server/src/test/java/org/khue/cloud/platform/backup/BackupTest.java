package org.khue.cloud.platform.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.PostgresServer;
import org.khue.cloud.platform.db.TestDatabase;
import org.postgresql.ds.PGSimpleDataSource;

class BackupTest {
  private static final Map<String, Object> SETTINGS = TestDatabase.create();
  private static TestCloud cloud;
  @TempDir static Path data;
  @TempDir Path place;

  @BeforeAll
  static void fill() throws IOException {
    cloud = TestCloud.start(SETTINGS);
    cloud.execute(
        "INSERT INTO platform.machine (id) SELECT 'gw-' || n FROM generate_series(100, 400) n");
    cloud.execute(
        "INSERT INTO telemetry.reading SELECT date_trunc('day', now()) + n * interval '1 millisecond', n / 7.0, 1, 0,"
            + " CASE WHEN n % 3 = 0 THEN NULL ELSE 2 END FROM generate_series(1, 40000) n");
    cloud.execute(
        "INSERT INTO telemetry.device (gateway, device) VALUES ('gw-1', 'Cảm biến'), ('gw-2', '')");
    cloud.execute(
        "INSERT INTO platform.idempotency (account, key, route, request_hash, started_at)"
            + " VALUES (uuidv7(), 'secret-of-a-day', 'POST /x', '\\x00', now())");
    Files.createDirectories(data.resolve("files/ab"));
    Files.writeString(data.resolve("files/ab/report.pdf"), "a file of the cloud");
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static DataSource owner() {
    return cloud.bean(Database.class).ownerSource();
  }

  private static Backup backup() {
    return new Backup(owner(), data, LeftOut.all(), Clock.systemUTC());
  }

  private static DataSource database(Map<String, Object> settings) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(String.valueOf(settings.get("khue.database.url")));
    source.setUser(String.valueOf(settings.get("khue.database.user")));
    source.setPassword(String.valueOf(settings.get("khue.database.password")));
    return source;
  }

  private static long restore(Path from, Map<String, Object> settings)
      throws BackupException, SQLException, IOException {
    return new Restore(
            database(settings),
            String.valueOf(settings.get("khue.database.user")),
            String.valueOf(settings.get("khue.database.password")))
        .from(List.of(new Restore.Source(from, Verification.of(from))));
  }

  private static Map<String, String> hashes(DataSource source) throws SQLException, IOException {
    Map<String, String> hashes = new TreeMap<>();
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      for (CatalogStore.Found table : CatalogStore.tables(connection)) {
        RowHash rows = TableFiles.hash(connection, table);
        hashes.put(table.name(), rows.rows() + " " + rows.hash());
      }
      connection.rollback();
    }
    return hashes;
  }

  @Test
  void whatIsRestoredIsRowForRowTheSame() throws Exception {
    Path made = backup().data(place, null);
    Map<String, Object> settings = TestDatabase.create();
    assertTrue(restore(made, settings) > 40_000);
    Map<String, String> before = hashes(owner());
    Map<String, String> after = hashes(database(settings));
    assertTrue(before.size() > 15, before.toString());
    assertTrue(before.keySet().stream().anyMatch(name -> name.startsWith("telemetry.reading_")));
    assertTrue(String.valueOf(before.remove("platform.idempotency")).startsWith("1 "));
    assertTrue(String.valueOf(after.remove("platform.idempotency")).startsWith("0 "));
    after.remove("platform.restored");
    for (LeftOut out : LeftOut.all()) {
      for (String table : out.tables()) {
        before.remove(table);
        assertTrue(after.getOrDefault(table, "0 ").startsWith("0 "), table);
        after.remove(table);
      }
    }
    assertEquals(before, after);
    // The cloud works on it, and numbers go on where they were.
    Map<String, Object> again = new HashMap<>(settings);
    try (TestCloud restored = TestCloud.start(again)) {
      assertEquals(
          0, restored.count("SELECT count(*) FROM pg_tables WHERE tablename = 'restored'"));
      restored.execute("INSERT INTO telemetry.device (gateway, device) VALUES ('gw-3', 'next')");
      assertEquals(3, restored.count("SELECT max(id) FROM telemetry.device"));
    }
  }

  @Test
  void aHashSeesEveryChangedRow() throws Exception {
    Map<String, String> before = hashes(owner());
    cloud.execute("UPDATE platform.machine SET unit_id = uuidv7() WHERE id = 'gw-100'");
    Map<String, String> after = hashes(owner());
    assertFalse(before.equals(after));
    before.remove("platform.machine");
    after.remove("platform.machine");
    assertEquals(before, after);
  }

  @Test
  void everyTamperedFileIsFoundBeforeAnythingIsWritten() throws Exception {
    Path made = backup().data(place, null);
    List<Path> files;
    try (Stream<Path> all = Files.walk(made)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    assertTrue(files.size() > 15);
    for (Path file : files) {
      byte[] whole = Files.readAllBytes(file);
      byte[] changed = whole.clone();
      changed[changed.length / 2] ^= 1;
      Files.write(file, changed);
      BackupException refusal =
          assertThrows(BackupException.class, () -> Verification.of(made), file.toString());
      assertTrue(
          String.valueOf(refusal.getMessage()).contains("Take another backup"),
          refusal.getMessage());
      Files.delete(file);
      assertThrows(BackupException.class, () -> Verification.of(made), file.toString());
      Files.write(file, whole);
    }
    assertTrue(Verification.of(made).rows() > 40_000);
  }

  @Test
  void anotherVersionIsExplainedAndNothingIsWritten() throws Exception {
    Path made = backup().data(place, null);
    Manifest manifest = BackupFolder.read(made);
    Map<String, List<String>> other = new TreeMap<>(manifest.migrations());
    other.put("telemetry", List.of("1 ingest 1234", "77 tomorrow 99"));
    BackupFolder.write(
        made,
        new Manifest(
            manifest.format(),
            manifest.kind(),
            manifest.madeAt(),
            manifest.postgres(),
            other,
            manifest.tables(),
            manifest.sequences(),
            manifest.files(),
            manifest.leftOut(),
            manifest.configuration()));
    Map<String, Object> settings = TestDatabase.create();
    BackupException refusal = assertThrows(BackupException.class, () -> restore(made, settings));
    assertTrue(
        String.valueOf(refusal.getMessage())
            .contains("telemetry 77 tomorrow 99 (only in the backup)"),
        refusal.getMessage());
    assertEquals(Map.of(), hashes(database(settings)));
  }

  @Test
  void aDatabaseThatIsInUseIsNotOverwritten() throws Exception {
    Path made = backup().data(place, null);
    Map<String, String> before = hashes(owner());
    BackupException refusal = assertThrows(BackupException.class, () -> restore(made, SETTINGS));
    assertTrue(String.valueOf(refusal.getMessage()).contains("needs an empty one"));
    assertEquals(before, hashes(owner()));
  }

  @Test
  void aBackupThatIsCutOffNeverLooksWhole() throws Exception {
    for (int cutAt = 2; cutAt < 22; cutAt++) {
      AtomicInteger left = new AtomicInteger(cutAt);
      Backup cut =
          new Backup(
              new CutSource(owner(), () -> left.decrementAndGet() <= 0),
              data,
              LeftOut.all(),
              Clock.systemUTC());
      Path to = Files.createDirectory(place.resolve("cut-" + cutAt));
      assertThrows(SQLException.class, () -> cut.data(to, null));
      try (Stream<Path> inside = Files.list(to)) {
        for (Path path : inside.toList()) {
          assertTrue(path.toString().endsWith(Backup.PARTIAL), path.toString());
          assertThrows(BackupException.class, () -> Verification.of(path));
        }
      }
    }
  }

  @Test
  void keysAreKeptApartInTheirNewestStateAlone() throws Exception {
    LeftOut keys =
        new LeftOut() {
          @Override
          public List<String> tables() {
            return List.of("platform.machine");
          }

          @Override
          public String why() {
            return "stands for keys here";
          }

          @Override
          public boolean areKeys() {
            return true;
          }
        };
    Backup backup = new Backup(owner(), data, List.of(keys), Clock.systemUTC());
    Path made = backup.data(place, null);
    assertTrue(
        Verification.of(made).tables().stream()
            .noneMatch(table -> table.name().equals("platform.machine")));
    backup.keys(place);
    Path kept = backup.keys(place);
    Manifest manifest = Verification.of(kept);
    assertEquals(
        List.of("platform.machine"), manifest.tables().stream().map(Manifest.Table::name).toList());
    Map<String, Object> settings = TestDatabase.create();
    new Restore(
            database(settings),
            String.valueOf(settings.get("khue.database.user")),
            String.valueOf(settings.get("khue.database.password")))
        .from(
            List.of(
                new Restore.Source(made, Verification.of(made)),
                new Restore.Source(kept, manifest)));
    assertEquals(
        hashes(owner()).get("platform.machine"),
        hashes(database(settings)).get("platform.machine"));
  }

  @Test
  void theCommandsWorkFromAConfigurationToANewDirectory() throws Exception {
    Path configuration = place.resolve("khue.yml");
    Files.writeString(
        configuration,
        """
        khue:
          data: %s
          database: {url: '%s', user: '%s', password: '%s'}
        """
            .formatted(
                data,
                SETTINGS.get("khue.database.url"),
                SETTINGS.get("khue.database.user"),
                SETTINGS.get("khue.database.password")));
    Path to = place.resolve("backups");
    String said = run(0, "backup", "--config", configuration + "", "--to", to + "", "--verify");
    assertTrue(said.contains("verified "), said);
    assertFalse(said.contains(String.valueOf(SETTINGS.get("khue.database.password"))), said);
    Path made;
    try (Stream<Path> inside = Files.list(to)) {
      made = inside.findFirst().orElseThrow();
    }
    Path fresh = place.resolve("fresh");
    String restored = run(0, "restore", "--from", made + "", "--data", fresh + "");
    assertTrue(restored.contains("MB/s"), restored);
    assertEquals("a file of the cloud", Files.readString(fresh.resolve("files/ab/report.pdf")));
    assertTrue(
        run(1, "restore", "--from", made + "", "--data", fresh + "").contains("is not empty"));
    try (PostgresServer server = PostgresServer.start(fresh.resolve("postgres"))) {
      Map<String, String> after = hashes(server.source());
      Map<String, String> before = hashes(owner());
      LeftOut.all().forEach(out -> out.tables().forEach(before::remove));
      after.keySet().retainAll(before.keySet());
      assertEquals(before, after);
    }
    run(2, "backup", "--nonsense");
    run(2, "restore");
    run(1, "backup", "--config", place.resolve("none.yml") + "", "--to", to + "");
  }

  private static String run(int exit, String... arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    int code = new BackupCommand(out, out, Clock.systemUTC()).run(arguments);
    String all = said.toString(StandardCharsets.UTF_8);
    assertEquals(exit, code, all);
    return all;
  }
}
