package org.khue.cloud.fleet.identity;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the cloud gives certificates to gateways.
///
/// @param data `khue.data`; the authority's files lie in `gateway-ca` below
/// @param passphraseFile `khue.gateways.ca.passphrase-file`, whose first line opens the authority's
///   keys; null for one that is made at random beside them
/// @param life `khue.gateways.certificate-life` of a gateway's certificate
/// @param mqttUrl `khue.mqtt.tls.url`, where gateways find the MQTT endpoint (or the broker), such
///   as `ssl://cloud.example:8883`; null for the endpoint on this machine
/// @param names `khue.mqtt.tls.names`, further names and addresses of that endpoint
/// @param webUrl `khue.gateways.web-url`, the cloud's address on stickers, such as
///   `https://cloud.example`; null for the address under which the officer sees it
@Singleton
record AuthoritySettings(
    @Property(name = "khue.data", defaultValue = "data") Path data,
    @Nullable @Property(name = "khue.gateways.ca.passphrase-file") Path passphraseFile,
    @Property(name = "khue.gateways.certificate-life", defaultValue = "90d") Duration life,
    @Nullable @Property(name = "khue.mqtt.tls.url") String mqttUrl,
    @Property(name = "khue.mqtt.tls.names", defaultValue = "localhost,127.0.0.1")
        List<String> names,
    @Nullable @Property(name = "khue.gateways.web-url") String webUrl) {

  Path directory() {
    return data.resolve("gateway-ca");
  }
}
