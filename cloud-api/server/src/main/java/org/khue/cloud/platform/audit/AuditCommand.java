package org.khue.cloud.platform.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.khue.cloud.platform.db.DatabaseSettings;
import org.khue.cloud.platform.db.DatabaseUnavailableException;
import org.khue.cloud.platform.db.OwnerAccess;

/// `./khue audit verify --config FILE` and `./khue audit restored --config FILE --reason TEXT`, for
/// a cloud that runs or is stopped. The last line on standard output is the result as JSON.
///
/// Exit codes: 0 sound (or noted), 1 not sound or not readable, 2 the command line is wrong.
public final class AuditCommand {
  private static final String CONFIGURATION = "micronaut.config.files";
  private static final int BAD = 1;
  private static final int WRONG = 2;
  private static final String USAGE =
      "usage: ./khue audit verify --config FILE\n"
          + "       ./khue audit restored --config FILE --reason TEXT";
  private static final ObjectMapper JSON = new ObjectMapper();

  private AuditCommand() {}

  public static void main(String[] args) {
    System.exit(run(List.of(args), System.out, System.err));
  }

  static int run(List<String> args, PrintStream out, PrintStream err) {
    boolean verify = args.size() == 3 && args.getFirst().equals("verify");
    boolean restored =
        args.size() == 5 && args.getFirst().equals("restored") && args.get(3).equals("--reason");
    if (!(verify || restored) || !args.get(1).equals("--config")) {
      err.println(USAGE);
      return WRONG;
    }
    Path file = Path.of(args.get(2));
    if (!Files.isReadable(file)) {
      err.println("khue: the configuration " + file + " cannot be read.");
      return WRONG;
    }
    Environment settings = settings(file);
    DatabaseSettings database =
        new DatabaseSettings(
            settings.getProperty("khue.data", Path.class).orElse(Path.of("data")),
            settings.getProperty("khue.database.url", String.class).orElse(null),
            settings.getProperty("khue.database.user", String.class).orElse("khue"),
            settings.getProperty("khue.database.password", String.class).orElse(null));
    Path keyFile = settings.getProperty("khue.audit.key-file", Path.class).orElse(null);
    Path keyPlace = AuditKey.place(database, keyFile);
    if (!Files.exists(keyPlace)) {
      err.println(
          "khue: the key "
              + keyPlace
              + " is missing: give the configuration that the cloud runs with, or put the copy of"
              + " your backup in its place.");
      return BAD;
    }
    AuditKey key = new AuditKey(database, keyFile);
    AnchorFile anchors = new AnchorFile(AuditModule.heads(database.data()), key);
    try (OwnerAccess owner = OwnerAccess.open(database)) {
      return restored
          ? restored(owner.source(), anchors, args.get(4), out)
          : verify(new AuditVerifier(owner.source(), key, anchors), out);
    } catch (IOException | DatabaseUnavailableException e) {
      err.println("khue: " + e.getMessage());
      return BAD;
    }
  }

  private static Environment settings(Path file) {
    String before = System.setProperty(CONFIGURATION, file.toString());
    try {
      return ApplicationContext.builder().build().getEnvironment().start();
    } finally {
      if (before == null) {
        System.clearProperty(CONFIGURATION);
      } else {
        System.setProperty(CONFIGURATION, before);
      }
    }
  }

  private static int restored(DataSource source, AnchorFile file, String reason, PrintStream out) {
    new AuditAnchors(source, file, Clock.systemUTC(), null).restored(reason);
    print(out, Map.of("noted", reason));
    return 0;
  }

  static int verify(AuditVerifier verifier, PrintStream out) {
    AuditVerifier.Finding finding = verifier.verify();
    out.printf(
        "%d rows checked, %d noted places compared, the chain ends at %d%n",
        finding.rows(), finding.anchors(), finding.position());
    for (AuditVerifier.Fault fault : finding.faults()) {
      out.printf("position %d, row %d: %s%n", fault.position(), fault.seq(), fault.what());
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("sound", finding.sound());
    result.put("rows", finding.rows());
    result.put("faults", finding.faultCount());
    result.put("firstFault", finding.sound() ? null : finding.faults().getFirst());
    result.put("position", finding.position());
    result.put("hash", finding.hash());
    result.put("anchors", finding.anchors());
    result.put("restarts", finding.restarts());
    print(out, result);
    return finding.sound() ? 0 : BAD;
  }

  private static void print(PrintStream out, Map<String, ?> result) {
    try {
      out.println(JSON.writeValueAsString(result));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values are always JSON", e);
    }
  }
}
