package org.khue.cloud;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.BindException;

/// The cloud as one process. Prints `READY cloud=URL` when HTTP and MQTT serve.
///
/// Exit codes: 0 clean stop, 1 a fault at start, 3 a port is taken.
public final class CloudApplication {
  private CloudApplication() {}

  public static void main(String[] args) {
    ApplicationContext context =
        Micronaut.build(args)
            .mainClass(CloudApplication.class)
            .banner(false)
            .mapError(BindException.class, e -> 3)
            .start();
    System.out.println("READY cloud=" + context.getBean(EmbeddedServer.class).getURL());
  }
}
