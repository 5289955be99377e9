package io.groundswell.mocapp.chain;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Another application over HTTP. Headers that carry a trace go along even where this application
 * itself traces nothing ({@code org.eclipse.microprofile.rest.client.propagateHeaders}).
 */
@RegisterClientHeaders
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Path("/process")
interface DestinationClient {

  @POST
  RestResponse<String> process(List<String> list);
}
