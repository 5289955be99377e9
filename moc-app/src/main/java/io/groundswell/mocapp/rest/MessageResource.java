package io.groundswell.mocapp.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.groundswell.mocapp.Settings;
import io.groundswell.mocapp.input.Body;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Puts messages on the SQS queue of {@code SQS_QUEUE_URL}, and takes them off. */
@Path("/")
@RunOnVirtualThread
@Tag(name = "Messaging")
public class MessageResource {

  /**
   * What to put on the queue.
   *
   * @param message the text
   */
  @Schema(requiredProperties = "message")
  public record Outgoing(String message) {}

  /**
   * A message was put on the queue.
   *
   * @param status always {@code success}
   * @param messageId as the queue gave it
   * @param queueUrl of the queue
   */
  public record Sent(
      String status,
      @JsonProperty("message_id") String messageId,
      @JsonProperty("queue_url") String queueUrl) {}

  /**
   * A message was taken off the queue, or there was none.
   *
   * @param status {@code success}, or {@code empty}
   * @param messageId as the queue gave it, if there was one
   * @param body the text, if there was one
   * @param queueUrl of the queue
   * @param message says it in a sentence
   */
  public record Received(
      String status,
      @JsonProperty("message_id") String messageId,
      String body,
      @JsonProperty("queue_url") String queueUrl,
      String message) {}

  private static final int WAIT_SECONDS = 1;

  private final Settings settings;
  private final SqsClient sqs;

  MessageResource(Settings settings, SqsClient sqs) {
    this.settings = settings;
    this.sqs = sqs;
  }

  /** Puts a message on the queue. */
  @POST
  @Path("sent-message")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Puts a message on the SQS queue")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Outgoing.class)))
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "400", description = "SQS_QUEUE_URL isn't set")
  @APIResponse(responseCode = "422", description = "The body has no text named message")
  @APIResponse(responseCode = "502", description = "SQS fails")
  public Sent send(
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      InputStream body) {
    String message = Body.text(contentType, body, "message");
    String queue = queue();
    String id =
        asked(
            "Erro ao enviar mensagem para SQS: ",
            () -> sqs.sendMessage(send -> send.queueUrl(queue).messageBody(message)).messageId());
    return new Sent("success", id, queue);
  }

  /** Takes a message off the queue. It is gone from there before the answer is given. */
  @GET
  @Path("receive-message")
  @Operation(summary = "Takes a message off the SQS queue")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "400", description = "SQS_QUEUE_URL isn't set")
  @APIResponse(responseCode = "502", description = "SQS fails")
  public Received receive() {
    String queue = queue();
    return asked("Erro ao receber/deletar mensagem do SQS: ", () -> receive(queue));
  }

  private Received receive(String queue) {
    return sqs
        .receiveMessage(
            one -> one.queueUrl(queue).maxNumberOfMessages(1).waitTimeSeconds(WAIT_SECONDS))
        .messages()
        .stream()
        .findFirst()
        .map(message -> take(queue, message))
        .orElseGet(
            () -> new Received("empty", null, null, queue, "Nenhuma mensagem disponível na fila"));
  }

  private Received take(String queue, Message message) {
    sqs.deleteMessage(it -> it.queueUrl(queue).receiptHandle(message.receiptHandle()));
    return new Received(
        "success",
        message.messageId(),
        message.body(),
        queue,
        "Mensagem recebida e removida da fila com sucesso");
  }

  private String queue() {
    return settings
        .queueUrl()
        .orElseThrow(
            () -> new HttpException(400, "Variável de ambiente 'SQS_QUEUE_URL' não encontrada"));
  }

  private static <T> T asked(String failed, Supplier<T> question) {
    try {
      return question.get();
    } catch (SdkException e) {
      throw new HttpException(502, failed + e.getMessage());
    }
  }
}
