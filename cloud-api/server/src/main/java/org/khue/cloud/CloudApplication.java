package org.khue.cloud;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.exceptions.BeanInstantiationException;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.BindException;
import org.khue.cloud.platform.db.DatabaseUnavailableException;
import org.khue.cloud.platform.net.PortTakenException;

/// The cloud as one process. Prints `READY cloud=URL` when HTTP and MQTT serve.
///
/// Exit codes: 0 clean stop, 1 a fault at start, 3 a port is taken.
public final class CloudApplication {
  private static final int FAULT = 1;
  private static final int PORT_TAKEN = 3;

  private CloudApplication() {}

  public static void main(String[] args) {
    ApplicationContext context =
        Micronaut.build(args)
            .mainClass(CloudApplication.class)
            .banner(false)
            .mapError(BeanInstantiationException.class, CloudApplication::explain)
            .mapError(ServerStartupException.class, CloudApplication::explain)
            .start();
    System.out.println("READY cloud=" + context.getBean(EmbeddedServer.class).getURL());
  }

  /// Says in one line on stderr why there was no start (with the trace where the reason is none
  /// that an operator can mend), and gives the exit code.
  private static int explain(Throwable failure) {
    int code = FAULT;
    String why = null;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException || cause instanceof PortTakenException) {
        code = PORT_TAKEN;
      }
      if (cause instanceof PortTakenException
          || cause instanceof DatabaseUnavailableException
          || cause instanceof ServerStartupException
          || cause instanceof IOException && why == null && code == FAULT) {
        why = String.valueOf(cause.getMessage());
      }
    }
    if (code == PORT_TAKEN && failure instanceof ServerStartupException) {
      why +=
          ": another program listens there ('ss -ltnp' shows which). Or choose another with"
              + " micronaut.server.port.";
    }
    if (why == null) {
      failure.printStackTrace();
      why = String.valueOf(failure.getMessage()).lines().findFirst().orElse("unknown");
    }
    System.err.println("The cloud does not start: " + why);
    return code;
  }
}
