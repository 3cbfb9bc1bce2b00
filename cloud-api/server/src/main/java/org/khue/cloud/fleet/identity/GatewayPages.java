package org.khue.cloud.fleet.identity;

import java.util.List;
import org.khue.web.i18n.Text;
import org.khue.web.part.Crumb;
import org.khue.web.part.Tab;

/// What the pages about gateways' identities share.
final class GatewayPages {
  /// The section of the navigation that they belong to.
  static final String SECTION = "gateways";

  static final String CLAIMS = "/gateways/claims";
  static final String CERTIFICATES = "/gateways/certificates";

  private GatewayPages() {}

  static List<Crumb> above(Text text) {
    return List.of(new Crumb(text.t("claim.gateways"), "/gateways"));
  }

  static List<Crumb> above(Text text, String heading, String href) {
    return List.of(new Crumb(text.t("claim.gateways"), "/gateways"), new Crumb(heading, href));
  }

  /// @param here path of the current page
  static List<Tab> tabs(Text text, String here) {
    return List.of(
        new Tab(text.t("certificate.title"), CERTIFICATES, here.equals(CERTIFICATES)),
        new Tab(text.t("claim.title"), CLAIMS, here.equals(CLAIMS)));
  }
}
