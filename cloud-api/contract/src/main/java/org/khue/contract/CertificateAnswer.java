package org.khue.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A gateway's new certificate and where it leads.
///
/// @param chain certificates in PEM: the gateway's own first, the cloud's root last
/// @param mqtt the endpoint to connect to with it, such as `ssl://cloud.example:8883`
/// @param timeMillis the cloud's time, milliseconds since 1970: what a gateway without a clock
///   takes as the earliest that can be right
/// @param pin the hash of the sticker's PIN for the gateway's own pages, see [PinHash]; null when a
///   certificate is renewed, and from a cloud or a sticker that knows none: what the gateway has
///   then stays
/// @param courier the certificate of the cloud's key for packages on a USB stick and those above
///   it, in PEM; null from clouds that take none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CertificateAnswer(
    String chain, String mqtt, long timeMillis, @Nullable String pin, @Nullable String courier) {
  public CertificateAnswer(String chain, String mqtt, long timeMillis) {
    this(chain, mqtt, timeMillis, null, null);
  }

  /// Without the hash.
  @Override
  public String toString() {
    return "CertificateAnswer[" + mqtt + "]";
  }
}
