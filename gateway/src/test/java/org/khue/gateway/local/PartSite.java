package org.khue.gateway.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.khue.contract.PinHash;
import org.khue.driver.TimeSource;
import org.khue.gateway.config.GatewayConfig.Endpoint;
import org.khue.gateway.local.entry.Cards;
import org.khue.gateway.local.entry.PinGuard;
import org.khue.gateway.local.entry.SignInPages;
import org.khue.gateway.local.web.Dispatcher;
import org.khue.gateway.local.web.Frame;
import org.khue.gateway.local.web.Router;
import org.khue.gateway.local.web.Sessions;

/// A local site that has nothing but one kind of pages, and a PIN.
public final class PartSite implements AutoCloseable {
  private static final String PIN = "04711234";

  private final Browser browser;
  private final LocalSite site;

  /// Adds the pages.
  @FunctionalInterface
  public interface Pages {
    void add(Frame frame, Router router);
  }

  public PartSite(TimeSource time, Path data, Pages pages) throws IOException {
    Router router = new Router();
    Frame frame = new Frame(() -> new Frame.Facts("gw-1", Map.of("vi", "Phòng"), true), () -> true);
    Dispatcher dispatcher = new Dispatcher(router, new Sessions(time), frame);
    PinHash hash = PinHash.of(PIN);
    new SignInPages(
            frame,
            new PinGuard(time, data.resolve("wrong-pins")),
            () -> Optional.of(hash),
            new Cards(data, time, () -> false),
            dispatcher)
        .addTo(router);
    pages.add(frame, router);
    site = LocalSite.start(new Endpoint("127.0.0.1", 0), dispatcher);
    browser = new Browser(site.port());
  }

  /// Signs the installer in.
  public Browser signedIn() throws Exception {
    browser.signIn(PIN);
    return browser;
  }

  /// Somebody whom nobody knows.
  public Browser anybody() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    site.close();
  }
}
