package org.khue.contract;

/// A gateway's new certificate and where it leads.
///
/// @param chain certificates in PEM: the gateway's own first, the cloud's root last
/// @param mqtt the endpoint to connect to with it, such as `ssl://cloud.example:8883`
/// @param timeMillis the cloud's time, milliseconds since 1970: what a gateway without a clock
///   takes as the earliest that can be right
public record CertificateAnswer(String chain, String mqtt, long timeMillis) {}
