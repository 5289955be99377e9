package io.groundswell.mocapp.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.groundswell.mocapp.Settings;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells who answers. */
@Path("/")
@NonBlocking
@Tag(name = "Info")
public class InfoResource {

  /**
   * Who answers: one of the two.
   *
   * @param hostname of the machine or pod
   * @param message with the name that the application was given
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Who(String hostname, String message) {}

  /**
   * Which version answers.
   *
   * @param version as {@code VERSION} says
   */
  public record Version(String version) {}

  private final Settings settings;
  private final Who who;

  InfoResource(Settings settings) {
    this.settings = settings;
    this.who =
        settings
            .name()
            .map(name -> new Who(null, "Esse é o serviço " + name))
            .orElseGet(() -> new Who(hostname(), null));
  }

  /** Tells the host's name, or the application's. */
  @GET
  @Operation(summary = "The host's name; with APP_NAME set, the application's")
  public Who who() {
    return who;
  }

  /** Tells the version. */
  @GET
  @Path("version")
  @Operation(summary = "The version that VERSION says")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "404", description = "VERSION isn't set")
  public Version version() {
    return settings
        .version()
        .map(Version::new)
        .orElseThrow(() -> new HttpException(404, "Variável de ambiente 'VERSION' não encontrada"));
  }

  private static String hostname() {
    return Optional.ofNullable(System.getenv("HOSTNAME")).orElseGet(InfoResource::ownName);
  }

  private static String ownName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
