package org.khue.gateway.testing;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.khue.contract.update.ReleaseKeys;
import org.khue.contract.update.UpdateFile;
import org.khue.contract.update.UpdateManifest;
import org.khue.contract.update.UpdatePackage;

/// A desk that makes releases of a few small files.
public final class Releases {
  private final KeyPair keys;

  public Releases() throws Exception {
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  /// Writes the public key.
  public Path trust(Path file) throws Exception {
    return Files.writeString(file, ReleaseKeys.pem(keys.getPublic()));
  }

  public Path pack(Path to, long sequence) throws Exception {
    return pack(to, sequence, 0, "all", 0);
  }

  public Path pack(Path to, long sequence, long after, String architecture, long notBeforeMillis)
      throws Exception {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put("gateway.options", bytes("# " + sequence + "\n"));
    contents.put("khue-gateway.jar", bytes("the program of " + sequence));
    contents.put("lib/a.jar", bytes("a library of " + sequence));
    contents.put("lib/b.jar", new byte[0]);
    contents.put("profiles/meter.yaml", bytes("profile: meter\n"));
    List<UpdateFile> files = new ArrayList<>();
    for (var each : contents.entrySet()) {
      String sha256 = UpdatePackage.sha256(new ByteArrayInputStream(each.getValue()));
      files.add(new UpdateFile(each.getKey(), each.getValue().length, sha256));
    }
    UpdateManifest manifest =
        new UpdateManifest(
            UpdateManifest.PRODUCT,
            sequence,
            "1." + sequence,
            after,
            architecture,
            notBeforeMillis,
            files);
    Files.createDirectories(to.getParent());
    UpdatePackage.write(
        to,
        manifest,
        keys.getPrivate(),
        keys.getPublic(),
        file -> new ByteArrayInputStream(contents.get(file.path())));
    return to;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
