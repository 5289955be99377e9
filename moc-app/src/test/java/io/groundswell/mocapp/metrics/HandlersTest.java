package io.groundswell.mocapp.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandlersTest {

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/healthcheck/fault/soft, /healthcheck/fault/soft",
    "/healthcheck/, /healthcheck",
    "/cpu/3, /cpu/{duration_seconds}",
    "/mem/abc, /mem/{duration_seconds}",
    "/docs/swagger-ui.css, /docs",
    "/q/health/ready, /q/health/ready",
    "/cpu, none",
    "/cpu/, none",
    "/cpu/3/4, none",
    "/wp-login.php, none",
    "'', none",
  })
  void aPathIsNamedByItsTemplate(String path, String handler) {
    assertThat(Handlers.of(path)).isEqualTo(handler);
  }

  @Property(tries = 300)
  void whatSomeoneThinksOfMakesNoNewName(@ForAll String path) {
    assertThat(Handlers.of("/x" + path)).isEqualTo(Handlers.NONE);
  }
}
