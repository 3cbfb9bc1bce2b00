package org.khue.cloud.platform.time;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import java.time.Clock;

/// The wall clock as a bean; tests replace it.
@Factory
final class Clocks {
  @Bean
  @Singleton
  @Secondary
  Clock clock() {
    return Clock.systemUTC();
  }
}
