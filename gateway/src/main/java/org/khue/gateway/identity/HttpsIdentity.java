package org.khue.gateway.identity;

import java.net.URI;
import javax.net.ssl.SSLContext;
import org.khue.gateway.uplink.HttpsAccess;

/// An identity as what goes over HTTPS needs it. TLS is set up when it is first used.
final class HttpsIdentity implements HttpsAccess {
  private final Identity identity;
  private final TrustedTime time;

  HttpsIdentity(Identity identity, TrustedTime time) {
    this.identity = identity;
    this.time = time;
  }

  @Override
  public URI cloud() {
    return identity.cloud();
  }

  @Override
  public SSLContext tls() {
    return CloudTrust.https(CloudTrust.fingerprint(identity.root()), time);
  }

  @Override
  public String serial() {
    return identity.own().getSerialNumber().toString(16);
  }

  @Override
  public byte[] sign(byte[] content) {
    return identity.sign(content);
  }
}
