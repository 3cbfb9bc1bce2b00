package org.khue.cloud.fleet.identity;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.khue.cloud.TestCloud;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.telemetry.internal.mqtt.TestGateway;
import org.khue.contract.CertificateAnswer;
import org.khue.contract.CertificateRequest;
import org.khue.contract.Credentials;
import org.khue.contract.Stream;
import org.khue.contract.Topics;
import org.khue.contract.wire.JsonCodec;

/// A gateway as the cloud sees it: keys, what it sends to get a certificate, and a connection with
/// it.
final class ClaimedGateway {
  final String id;
  final KeyPair keys;
  final CertificateAnswer answer;
  Duration ahead = Duration.ZERO;
  boolean leafOnly;
  private final List<X509Certificate> chain = new ArrayList<>();

  ClaimedGateway(String id, KeyPair keys, CertificateAnswer answer) throws Exception {
    this.id = id;
    this.keys = keys;
    this.answer = answer;
    var bytes = new ByteArrayInputStream(answer.chain().getBytes(StandardCharsets.UTF_8));
    for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(bytes)) {
      chain.add((X509Certificate) each);
    }
  }

  static ClaimedGateway claimed(TestCloud cloud, String id, String code) throws Exception {
    KeyPair keys = Forge.keys();
    HttpResponse<String> answer = claim(cloud, id, code, keys);
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return new ClaimedGateway(id, keys, read(answer));
  }

  static CertificateAnswer read(HttpResponse<String> answer) throws Exception {
    return JsonCodec.read(answer.body().getBytes(StandardCharsets.UTF_8), CertificateAnswer.class);
  }

  static HttpResponse<String> claim(TestCloud cloud, String id, String code, KeyPair keys)
      throws Exception {
    return post(cloud, id, "/claim", Credentials.CLAIM + " " + code, body(keys));
  }

  /// Asks for a certificate of another key, signed by this one.
  HttpResponse<String> renew(TestCloud cloud, KeyPair next) throws Exception {
    return renew(cloud, next, keys);
  }

  HttpResponse<String> renew(TestCloud cloud, KeyPair next, KeyPair signer) throws Exception {
    byte[] body = body(next);
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(signer.getPrivate());
    signature.update(body);
    String proof =
        certificate().getSerialNumber().toString(16)
            + ":"
            + Base64.getEncoder().encodeToString(signature.sign());
    return post(cloud, id, "/certificate", Credentials.CERTIFICATE + " " + proof, body);
  }

  private static HttpResponse<String> post(
      TestCloud cloud, String id, String path, String authorization, byte[] body) {
    try (Reader reader = new Reader(cloud)) {
      return reader.send(
          reader
              .request("/api/v1/gateways/" + id + path)
              .header("Authorization", authorization)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }
  }

  private static byte[] body(KeyPair keys) throws Exception {
    byte[] pkcs10 =
        new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=any"), keys.getPublic())
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
            .getEncoded();
    return JsonCodec.write(new CertificateRequest(pkcs10));
  }

  X509Certificate certificate() {
    return chain.getFirst();
  }

  SSLSocketFactory sockets() throws Exception {
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    List<X509Certificate> shown = leafOnly ? chain.subList(0, 1) : chain;
    own.setKeyEntry("own", keys.getPrivate(), new char[0], shown.toArray(Certificate[]::new));
    KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("SunX509");
    keyManagers.init(own, new char[0]);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("root", chain.getLast());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(trusted, null);
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(Instant.now().plus(ahead)));
    trust.init(new CertPathTrustManagerParameters(parameters));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  /// A connection under that client id.
  TestGateway connect(String client) throws Exception {
    TestGateway gateway = new TestGateway(answer.mqtt(), client);
    MqttConnectionOptions options = TestGateway.options(client);
    options.setPassword(null);
    options.setSocketFactory(sockets());
    options.setHttpsHostnameVerificationEnabled(true);
    try {
      gateway.connect(options);
      gateway.client.subscribe("khue/v1/" + client + "/ack/+", 1).waitForCompletion(10_000);
      return gateway;
    } catch (MqttException e) {
      gateway.client.close();
      throw e;
    }
  }

  TestGateway connect() throws Exception {
    return connect(id);
  }

  /// The reason code with which a connection is refused.
  int refusal() throws Exception {
    try (TestGateway gateway = connect()) {
      throw new AssertionError(gateway.client.getClientId() + " was let in");
    } catch (MqttException e) {
      return e.getReasonCode();
    }
  }

  String upTopic() {
    return Topics.up(id, Stream.TELEMETRY);
  }
}
