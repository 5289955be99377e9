package io.groundswell.mocapp.rest;

import io.groundswell.mocapp.chain.FailedException;
import io.groundswell.mocapp.chain.Link;
import io.groundswell.mocapp.input.Body;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A link of a call chain. */
@Path("/process")
@RunOnVirtualThread
@Tag(name = "Chain")
public class ProcessResource {

  /**
   * The chain has broken.
   *
   * @param error where, and how
   */
  @RegisterForReflection
  public record Failed(String error) {}

  private static final Logger LOG = Logger.getLogger(ProcessResource.class);

  private final Link link;

  ProcessResource(Link link) {
    this.link = link;
  }

  /** Adds its name to the list, and passes it on. */
  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Adds APP_NAME to the list, and passes it on to each of APP_URL_DESTINO")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = String.class)))
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "422", description = "The body is no list of texts")
  @APIResponse(responseCode = "500", description = "It was its turn to fail (APP_ERRORS)")
  @APIResponse(responseCode = "502", description = "One that it was passed on to failed")
  public List<String> process(
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      InputStream body) {
    List<String> list = Body.texts(contentType, body);
    List<String> result = link.process(list);
    LOG.debugf("A list of %d came to its end with %d", list.size(), result.size());
    return result;
  }

  @ServerExceptionMapper
  RestResponse<Failed> failed(FailedException e) {
    LOG.warn(e.getMessage());
    return RestResponse.ResponseBuilder.<Failed>create(e.downstream() ? 502 : 500)
        .entity(new Failed(e.getMessage()))
        .type(MediaType.APPLICATION_JSON)
        .build();
  }
}
