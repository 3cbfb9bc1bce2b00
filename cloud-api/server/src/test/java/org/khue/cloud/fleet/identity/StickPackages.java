package org.khue.cloud.fleet.identity;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.UUID;
import org.khue.cloud.TestCloud;
import org.khue.contract.Batch;
import org.khue.contract.courier.CourierWriter;
import org.khue.contract.wire.BatchCodec;

/// Packages of a USB stick, as a claimed gateway exports them.
final class StickPackages {
  private StickPackages() {}

  static ClaimedGateway claimed(TestCloud cloud, String id, UUID unit) throws Exception {
    return ClaimedGateway.claimed(
        cloud, id, cloud.bean(Claims.class).make(id, unit, Duration.ofHours(2)).code());
  }

  static X509Certificate first(String pem) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
  }

  static Path exported(Path directory, ClaimedGateway gateway, Batch... batches) throws Exception {
    String courier = gateway.answer.courier();
    return exported(
        directory,
        gateway.id,
        gateway,
        gateway.keys,
        first(courier == null ? "" : courier).getPublicKey(),
        batches);
  }

  /// One that may lie.
  static Path exported(
      Path directory,
      String named,
      ClaimedGateway gateway,
      KeyPair signer,
      PublicKey to,
      Batch... batches)
      throws Exception {
    Path file = Files.createTempFile(directory, "package", ".khue");
    String serial = gateway.certificate().getSerialNumber().toString(16);
    try (OutputStream out = Files.newOutputStream(file)) {
      CourierWriter writer = new CourierWriter(out, named, serial, 0, to);
      for (Batch each : batches) {
        writer.add(BatchCodec.write(each));
      }
      writer.finish(content -> signed(signer, content));
    }
    return file;
  }

  private static byte[] signed(KeyPair keys, byte[] content) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
