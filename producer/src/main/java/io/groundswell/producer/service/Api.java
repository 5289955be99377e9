package io.groundswell.producer.service;

import io.groundswell.producer.InvalidSettingException;
import io.groundswell.producer.pace.Rate;
import io.groundswell.producer.service.Status.OfRun;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;

/** What the service is asked over HTTP. */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class Api {

  private final Producing producing;

  Api(Producing producing) {
    this.producing = producing;
  }

  /** Begins a run. */
  @POST
  @Path("orders")
  @ResponseStatus(202)
  @APIResponse(responseCode = "400", description = "The body is no JSON, or not of this form")
  @Operation(summary = "Places so many orders: begins to, GET /status tells how far it is")
  @APIResponseSchema(
      value = OfRun.class,
      responseCode = "202",
      responseDescription = "The run has begun")
  @APIResponse(responseCode = "422", description = "A value is out of bounds")
  @APIResponse(responseCode = "429", description = "There are too many runs already")
  public OfRun place(PlaceRequest request) {
    return OfRun.of(producing.place(RunWish.of(required(request))));
  }

  /** Changes the rate. */
  @PUT
  @Path("rate")
  @APIResponse(responseCode = "400", description = "The body is no JSON, or not of this form")
  @Operation(summary = "Places orders at this rate from now on; 0 stops that")
  @APIResponseSchema(
      value = RateAnswer.class,
      responseCode = "200",
      responseDescription = "The new rate")
  @APIResponse(responseCode = "422", description = "A value is out of bounds")
  public RateAnswer rate(RateRequest request) {
    Rate rate = required(request).rateOf();
    producing.rate(rate);
    return RateAnswer.of(rate);
  }

  /** Tells how it stands. */
  @GET
  @Path("status")
  @Operation(summary = "What has been placed, and whether the broker is there")
  @APIResponseSchema(
      value = Status.class,
      responseCode = "200",
      responseDescription = "How it stands")
  public Status status() {
    return new Status(
        producing.address(),
        producing.queue(),
        producing.connected(),
        RateAnswer.of(producing.rate()),
        OfRun.of(producing.steadyName(), null, producing.steady().counts()),
        producing.asked().stream().map(OfRun::of).toList());
  }

  private static <T> T required(T body) {
    if (body == null) {
      throw new InvalidSettingException("the body", "", "a JSON object");
    }
    return body;
  }
}
