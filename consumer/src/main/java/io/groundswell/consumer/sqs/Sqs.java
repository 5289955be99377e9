package io.groundswell.consumer.sqs;

import io.groundswell.consumer.Broker;
import io.groundswell.consumer.Delivery;
import io.groundswell.consumer.Outages;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.aws.sqs.SqsIncomingMetadata;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** The broker of the connector {@code smallrye-sqs}. */
@ApplicationScoped
@Identifier(Sqs.NAME)
public class Sqs implements Broker {

  static final String NAME = "sqs";

  private static final Logger LOG = Logger.getLogger(Sqs.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Optional<String> queueUrl;
  private final Optional<String> region;
  private final Duration visibility;
  private final SqsClient client;
  private final Hands hands;
  private QueueUrls urls;
  private Queue queue;
  private volatile boolean queuesMade;
  private volatile boolean connected;

  /**
   * @param visibility for how long a message is hidden from others at a time; extended as long as
   *     it is here
   * @param client made when it is first called
   */
  Sqs(
      @ConfigProperty(name = "SQS_QUEUE_URL") Optional<String> queueUrl,
      @ConfigProperty(name = "AWS_REGION") Optional<String> region,
      @ConfigProperty(name = "consumer.prefetch") int prefetch,
      @ConfigProperty(name = "consumer.visibility") Duration visibility,
      SqsClient client) {
    this.queueUrl = queueUrl;
    this.region = region;
    this.visibility = visibility;
    this.client = client;
    hands = new Hands(prefetch, this.visibility, InstantSource.system());
  }

  @Override
  public void start() {
    urls = new QueueUrls(queueUrl.orElse(""));
    String where = urls.regionIn(region);
    Outages.OF_BROKER.at(URI.create(urls.orders()).getAuthority() + " (" + where + ")");
    queue = new Queue(client, urls.orders());
    Duration every = visibility.dividedBy(3);
    Multi.createFrom()
        .ticks()
        .startingAfter(every)
        .every(every)
        .onOverflow()
        .drop()
        .subscribe()
        .with(ignored -> extend());
  }

  @Override
  public List<Delivery> deliveries(Message<?> message) {
    Instant now = Instant.now();
    var received = message.getMetadata(SqsIncomingMetadata.class).orElseThrow().getMessage();
    return hands
        .handedOver(received.receiptHandle())
        .<List<Delivery>>map(hold -> List.of(new SqsDelivery(hands, queue, urls, hold, now)))
        .orElse(List.of());
  }

  @Override
  public boolean connected() {
    return connected;
  }

  /** A poll that is under way may still bring something, so it is waited for. */
  @Override
  public Uni<Void> stopTaking() {
    Outages.OF_BROKER.leaving();
    return Uni.createFrom().completionStage(hands::stop);
  }

  /** The client that the connector finds. */
  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  SqsAsyncClient polls() {
    return new PollingClient(this::poll);
  }

  private CompletableFuture<ReceiveMessageResponse> poll(ReceiveMessageRequest request) {
    return hands.room().thenCompose(room -> poll(request, room));
  }

  private CompletableFuture<ReceiveMessageResponse> poll(ReceiveMessageRequest request, int room) {
    CompletableFuture<ReceiveMessageResponse> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("sqs-poll")
        .start(() -> answer.complete(pollUntilAnswered(request, room)));
    return answer;
  }

  private ReceiveMessageResponse pollUntilAnswered(ReceiveMessageRequest request, int room) {
    ReceiveMessageRequest.Builder sized =
        request.toBuilder()
            .maxNumberOfMessages(room)
            .visibilityTimeout((int) visibility.toSeconds());
    ReceiveMessageResponse response = ReceiveMessageResponse.builder().build();
    boolean answered = false;
    while (!answered && !hands.stopped()) {
      try {
        makeQueues();
        // The first poll is to tell whether there is a broker, not to wait for orders.
        response =
            client.receiveMessage(
                connected ? sized.build() : sized.copy().waitTimeSeconds(0).build());
        answered = true;
        if (!connected) {
          connected = true;
          Outages.OF_BROKER.over();
        }
      } catch (RuntimeException e) {
        away(e);
      }
    }
    hands.received(response.messages());
    return forTheConnector(response);
  }

  /** Without what others may have written into it: the connector would act on an attribute. */
  private static ReceiveMessageResponse forTheConnector(ReceiveMessageResponse response) {
    return ReceiveMessageResponse.builder()
        .messages(
            response.messages().stream().map(message -> stub(message.receiptHandle())).toList())
        .build();
  }

  private static software.amazon.awssdk.services.sqs.model.Message stub(String receiptHandle) {
    return software.amazon.awssdk.services.sqs.model.Message.builder()
        .receiptHandle(receiptHandle)
        .body("")
        .build();
  }

  /** Once, as far as that is permitted. */
  private void makeQueues() {
    if (queuesMade) {
      return;
    }
    try {
      Queues.make(client, urls);
    } catch (AwsServiceException e) {
      LOG.warnf("Queues can't be made, they have to be there already: %s", Reasons.of(e));
    }
    queuesMade = true;
  }

  private void away(RuntimeException failure) {
    String why = Reasons.of(failure);
    if (connected) {
      connected = false;
      Outages.OF_BROKER.lost(why);
    }
    Outages.OF_BROKER.report(why);
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void extend() {
    Map<String, Hold> holds = hands.holds();
    List<String> handles = List.copyOf(holds.keySet());
    for (int from = 0; from < handles.size(); from += Queue.BATCH) {
      extend(holds, handles.subList(from, Math.min(from + Queue.BATCH, handles.size())));
    }
  }

  private void extend(Map<String, Hold> holds, List<String> handles) {
    Instant asked = Instant.now();
    queue
        .extend(handles, visibility)
        .subscribe()
        .with(
            refused ->
                handles.forEach(
                    handle -> {
                      if (refused.containsKey(handle)) {
                        notExtended(holds.get(handle), refused.get(handle));
                      } else {
                        holds.get(handle).extended(asked, visibility);
                      }
                    }),
            failure -> LOG.debugf("Messages aren't held any longer: %s", failure));
  }

  private static void notExtended(Hold hold, String code) {
    LOG.debugf("A message isn't held any longer: %s", code);
    if (code.contains("ReceiptHandleIsInvalid") || code.contains("MessageNotInflight")) {
      hold.lose();
    }
  }
}
