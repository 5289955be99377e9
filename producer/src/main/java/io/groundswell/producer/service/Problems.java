package io.groundswell.producer.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.groundswell.producer.InvalidSettingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Says in every answer that isn't a success what is wrong. */
class Problems {

  private static final String TYPE = "application/problem+json";
  private static final int UNPROCESSABLE = 422;

  @ServerExceptionMapper
  Response invalid(InvalidSettingException e) {
    return response(UNPROCESSABLE, "Unprocessable Content", e.getMessage());
  }

  @ServerExceptionMapper
  Response tooMany(TooManyRunsException e) {
    return response(
        Response.Status.TOO_MANY_REQUESTS.getStatusCode(), "Too Many Requests", e.getMessage());
  }

  @ServerExceptionMapper
  Response mismatched(MismatchedInputException e) {
    Response.Status status = Response.Status.BAD_REQUEST;
    return response(status.getStatusCode(), status.getReasonPhrase(), text(e));
  }

  @ServerExceptionMapper
  Response other(WebApplicationException e) {
    Response.StatusType status = e.getResponse().getStatusInfo();
    String detail =
        e.getCause() instanceof JsonProcessingException json ? text(json) : e.getMessage();
    return response(status.getStatusCode(), status.getReasonPhrase(), detail);
  }

  private static String text(JsonProcessingException e) {
    // The place is of no use: the reader has been told to keep the text to itself.
    String what = e.getOriginalMessage().replaceAll("(?s) *(\\R|\\(start|\\(class).*", "");
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      String field = mapping.getPath().getLast().getFieldName();
      return mapping instanceof InvalidFormatException wrong
          ? field + " is '" + wrong.getValue() + "', must be a number"
          : field + ": " + what;
    }
    return "the body is no JSON: " + what;
  }

  private static Response response(int status, String title, String detail) {
    return Response.status(status).type(TYPE).entity(new Problem(title, status, detail)).build();
  }
}
