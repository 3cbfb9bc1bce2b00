package org.khue.cloud.pages.administration;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The filter of the audit trail as it stands in the address; dates are `2026-11-24`, both within.
@Introspected
public record AuditQuery(
    @QueryValue(defaultValue = "") String from,
    @QueryValue(defaultValue = "") String to,
    @QueryValue(defaultValue = "") String action,
    @QueryValue(defaultValue = "") String kind,
    @QueryValue(defaultValue = "") String subject,
    @QueryValue(defaultValue = "") String caller) {

  /// The address of a page with this filter.
  public String link(String path) {
    return path
        + "?from="
        + encoded(from)
        + "&to="
        + encoded(to)
        + "&action="
        + encoded(action)
        + "&kind="
        + encoded(kind)
        + "&subject="
        + encoded(subject)
        + "&caller="
        + encoded(caller);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
