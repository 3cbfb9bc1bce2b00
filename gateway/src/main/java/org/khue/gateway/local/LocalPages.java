package org.khue.gateway.local;

import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.khue.contract.PinHash;
import org.khue.driver.TimeSource;
import org.khue.gateway.local.entry.CardPages;
import org.khue.gateway.local.entry.Cards;
import org.khue.gateway.local.entry.PinGuard;
import org.khue.gateway.local.entry.SignInPages;
import org.khue.gateway.local.room.RoomPages;
import org.khue.gateway.local.setup.SetupPages;
import org.khue.gateway.local.web.Dispatcher;
import org.khue.gateway.local.web.Frame;
import org.khue.gateway.local.web.Response;
import org.khue.gateway.local.web.Role;
import org.khue.gateway.local.web.Router;
import org.khue.gateway.local.web.Sessions;

/// All pages of the local site, put together.
public final class LocalPages {
  private final Router router = new Router();
  private final Frame frame;
  private final Dispatcher dispatcher;

  /// What the pages show and work on.
  ///
  /// @param pin empty while there is none
  /// @param data the gateway's directory
  /// @param cards that sign in beside the PIN
  public record Parts(
      Supplier<LocalStatus> status,
      Supplier<Optional<PinHash>> pin,
      TimeSource time,
      Path data,
      Cards cards,
      RoomPages.Surroundings room,
      SetupPages.Surroundings setup) {}

  public LocalPages(Parts parts) {
    frame =
        new Frame(
            () -> {
              LocalStatus status = parts.status().get();
              return new Frame.Facts(status.gateway(), status.room(), status.simulated());
            },
            () -> parts.pin().get().isPresent() || parts.cards().any());
    dispatcher = new Dispatcher(router, new Sessions(parts.time()), frame);
    new StatusPage(frame, parts.status()).addTo(router);
    PinGuard guard = new PinGuard(parts.time(), parts.data().resolve("wrong-pins"));
    new SignInPages(frame, guard, parts.pin(), parts.cards(), dispatcher).addTo(router);
    router.get(
        "/health",
        Role.ANYBODY,
        request ->
            Response.of(
                200,
                "application/json; charset=utf-8",
                HealthJson.render(parts.status().get(), request.texts())
                    .getBytes(StandardCharsets.UTF_8)));
    new RoomPages(frame, parts.room()).addTo(router);
    new SetupPages(frame, parts.setup(), dispatcher).addTo(router);
    new CardPages(frame, parts.cards(), dispatcher).addTo(router);
    asset("style.css", "text/css; charset=utf-8");
    asset("live.js", "text/javascript; charset=utf-8");
  }

  /// Where other parts of the gateway add their pages.
  public Router router() {
    return router;
  }

  public Frame frame() {
    return frame;
  }

  public HttpHandler handler() {
    return dispatcher;
  }

  private void asset(String name, String type) {
    router.get(
        "/" + name,
        Role.ANYBODY,
        request -> {
          try (InputStream file = LocalPages.class.getResourceAsStream(name)) {
            if (file == null) {
              throw new IOException(name + " is missing in the gateway's jar");
            }
            return Response.of(200, type, file.readAllBytes())
                .with("Cache-Control", "max-age=3600");
          }
        });
  }
}
