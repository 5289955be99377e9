package io.groundswell.mocapp.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.ws.rs.ProcessingException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.RestResponse;

/** Passes a list on over HTTP, and waits 5 s for the answer. */
final class HttpDestination implements Destination {

  private static final int OK = 200;
  private static final int CONNECT_SECONDS = 2;
  private static final int ANSWER_SECONDS = 5;
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private final URI address;
  private final ObjectMapper json;
  private final DestinationClient client;

  HttpDestination(URI address, ObjectMapper json) {
    this.address = address;
    this.json = json;
    this.client =
        QuarkusRestClientBuilder.newBuilder()
            .baseUri(address)
            .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
            .readTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
            .property("microprofile.rest.client.disable.default.mapper", true)
            .build(DestinationClient.class);
  }

  @Override
  public List<String> process(List<String> list) {
    try (RestResponse<String> response = client.process(list)) {
      if (response.getStatus() != OK) {
        throw FailedException.downstream(
            "Erro ao enviar para " + address + ": " + response.getStatus());
      }
      return json.readValue(response.getEntity(), TEXTS);
    } catch (ProcessingException | JsonProcessingException e) {
      Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
      throw FailedException.downstream(
          "Falha na requisição para " + address + ": " + cause.getMessage());
    }
  }
}
