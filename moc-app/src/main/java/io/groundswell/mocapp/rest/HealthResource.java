package io.groundswell.mocapp.rest;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Health as one wishes it: good, bad, bad after a while, bad now and then. */
@Path("/")
@NonBlocking
@Tag(name = "Health")
public class HealthResource {

  /**
   * How the application says it is.
   *
   * @param status {@code healthy} or {@code error}
   */
  public record Health(String status) {}

  /**
   * What chance has decided.
   *
   * @param status the same as that of the answer
   * @param description always {@code fault injection}
   */
  public record Fault(int status, String description) {}

  static final Duration HEALTHY_FOR = Duration.ofSeconds(60);

  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final InstantSource clock;
  private final RandomGenerator random;
  private final Instant start;

  HealthResource(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
    this.start = clock.instant();
  }

  /** Is always healthy. */
  @GET
  @Path("healthcheck")
  @Operation(summary = "Healthy, always")
  public Health healthy() {
    return new Health("healthy");
  }

  /** Never is. */
  @GET
  @Path("healthcheck/error")
  @Operation(summary = "An error, always")
  @APIResponse(responseCode = "500")
  public RestResponse<Health> error() {
    return RestResponse.status(RestResponse.Status.INTERNAL_SERVER_ERROR, new Health("error"));
  }

  /** Is healthy for its first minute. */
  @GET
  @Path("healthtime")
  @Operation(summary = "Healthy for the first 60 s, then an error")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "500", description = "The first 60 s are over")
  public Health forTheFirstMinute() {
    if (Duration.between(start, clock.instant()).compareTo(HEALTHY_FOR) >= 0) {
      throw new HttpException(500, "Erro no Servidor");
    }
    return new Health("healthy");
  }

  /** Fails in half of all cases. */
  @GET
  @Path("healthcheck/fault")
  @Operation(summary = "Status 503 in 50 % of all cases")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "503", description = "Chance has it so")
  public RestResponse<Fault> fault() {
    return oneOutOf(2);
  }

  /** Fails in an eighth of all cases. */
  @GET
  @Path("healthcheck/fault/soft")
  @Operation(summary = "Status 503 in 12.5 % of all cases")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "503", description = "Chance has it so")
  public RestResponse<Fault> softFault() {
    return oneOutOf(8);
  }

  private RestResponse<Fault> oneOutOf(int cases) {
    int status = random.nextInt(cases) == 0 ? UNAVAILABLE : OK;
    return RestResponse.ResponseBuilder.<Fault>create(status)
        .entity(new Fault(status, "fault injection"))
        .build();
  }
}
