package io.groundswell.mocapp.rest;

import io.groundswell.mocapp.input.InvalidException;
import io.groundswell.mocapp.input.TooLargeException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers for exceptions, as FastAPI gives them. */
class Errors {

  private static final int TOO_LARGE = 413;
  private static final int UNPROCESSABLE = 422;

  private static final Logger LOG = Logger.getLogger(Errors.class);

  @ServerExceptionMapper
  Response http(HttpException e) {
    Response.ResponseBuilder response = detail(e.status(), e.getMessage());
    e.retryAfter().ifPresent(after -> response.header(HttpHeaders.RETRY_AFTER, after.toSeconds()));
    return response.build();
  }

  @ServerExceptionMapper
  Response invalid(InvalidException e) {
    return detail(UNPROCESSABLE, e.errors()).build();
  }

  /** What is left of the body isn't read, so the connection can't be used again. */
  @ServerExceptionMapper
  Response tooLarge(TooLargeException e) {
    return detail(TOO_LARGE, e.getMessage()).header("Connection", "close").build();
  }

  /** What Quarkus REST itself finds: no such path, no such method. */
  @ServerExceptionMapper
  Response framework(WebApplicationException e) {
    Response response = e.getResponse();
    Response.ResponseBuilder answer =
        detail(response.getStatus(), response.getStatusInfo().getReasonPhrase());
    List<Object> allowed = response.getHeaders().get(HttpHeaders.ALLOW);
    if (allowed != null) {
      allowed.forEach(methods -> answer.header(HttpHeaders.ALLOW, methods));
    }
    return answer.build();
  }

  @ServerExceptionMapper
  Response unforeseen(Exception e) {
    LOG.error("A request failed", e);
    return Response.serverError()
        .type(MediaType.TEXT_PLAIN)
        .entity("Internal Server Error")
        .build();
  }

  private static Response.ResponseBuilder detail(int status, Object detail) {
    return Response.status(status).type(MediaType.APPLICATION_JSON).entity(new Detail(detail));
  }
}
