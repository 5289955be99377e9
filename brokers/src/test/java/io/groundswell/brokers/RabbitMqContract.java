package io.groundswell.brokers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DeliverCallback;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import io.groundswell.triggers.Measurement;
import io.groundswell.triggers.Trigger;
import io.groundswell.triggers.TriggerException;
import io.groundswell.triggers.TriggerSpec;
import io.groundswell.triggers.Triggers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every RabbitMQ-compatible broker of ours does, the real one included. */
abstract class RabbitMqContract extends BrokerContract {

  private Connection connection;
  private Channel channel;

  @BeforeEach
  void connect() throws Exception {
    connection = factory(broker().address()).newConnection();
    channel = connection.createChannel();
  }

  @AfterEach
  void disconnect() throws Exception {
    connection.abort();
  }

  @Override
  void send(String to, List<String> bodies) throws Exception {
    channel.confirmSelect();
    for (String body : bodies) {
      channel.basicPublish("", to, MessageProperties.PERSISTENT_BASIC, body.getBytes(UTF_8));
    }
    channel.waitForConfirmsOrDie(LONG.toMillis());
  }

  @Test
  void clientsAreToldUserAndPassword() {
    // Given
    Credentials credentials = Addresses.credentials(broker().address()).orElseThrow();

    // When
    Map<String, String> environment = broker().clientEnvironment(queue);

    // Then
    assertThat(environment)
        .containsEntry("AMQP_ADDR", broker().address().toString())
        .containsEntry("RABBITMQ_HOST", broker().address().getHost())
        .containsEntry("RABBITMQ_PORT", Integer.toString(broker().address().getPort()))
        .containsEntry("RABBITMQ_USERNAME", credentials.username())
        .containsEntry("RABBITMQ_PASSWORD", credentials.password());
  }

  @Test
  void confirmedMessagesAreCountedAsReady() throws Exception {
    // Given
    publish(3);

    // When
    await().atMost(LONG).until(() -> broker().count(queue).total() == 3);

    // Then
    assertThat(broker().count(queue)).isEqualTo(new QueueCounts(3, OptionalLong.of(0)));
  }

  @Test
  void messagesWithAConsumerAreCountedAsUnacknowledged() throws Exception {
    // Given
    publish(5);

    // When
    get(false);
    get(false);

    // Then
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(broker().count(queue))
                    .isEqualTo(new QueueCounts(3, OptionalLong.of(2))));
  }

  @Test
  void creatingTwiceKeepsTheMessages() throws Exception {
    // Given
    publish(2);

    // When
    broker().create(queue);

    // Then
    assertThat(get(false)).isNotNull();
  }

  @Test
  void clientsMayDeclareWithTheSameDeadLetterArguments() throws Exception {
    // Given
    Map<String, Object> arguments =
        Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", deadLetters);

    // When
    AMQP.Queue.DeclareOk declared = channel.queueDeclare(queue, true, false, false, arguments);

    // Then
    assertThat(declared.getQueue()).isEqualTo(queue);
  }

  @Test
  void passiveDeclaresCountReadyMessages() throws Exception {
    // Given
    publish(4);

    // When
    AMQP.Queue.DeclareOk declared = channel.queueDeclarePassive(queue);

    // Then
    assertThat(declared.getMessageCount()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reject", "nack"})
  void messagesRefusedForGoodBecomeDeadLettersAsTheyWere(String how) throws Exception {
    // Given
    publish(1);
    long tag = get(false).getEnvelope().getDeliveryTag();

    // When
    if (how.equals("reject")) {
      channel.basicReject(tag, false);
    } else {
      channel.basicNack(tag, false, false);
    }

    // Then
    GetResponse dead = await().atMost(LONG).until(() -> get(deadLetters, true), d -> d != null);
    assertThat(new String(dead.getBody(), UTF_8)).isEqualTo("order 0");
    assertThat(dead.getProps().getHeaders()).containsKey("attempt");
    assertThat(dead.getProps().getMessageId()).isEqualTo("id-0");
    assertThat(dead.getProps().getDeliveryMode()).isEqualTo(2);
    assertThat(channel.basicGet(queue, true)).isNull();
  }

  @Test
  void requeuedMessagesComeBackAsRedeliveredHoweverOften() throws Exception {
    // Given
    publish(1);

    // When
    for (int i = 0; i < 20; i++) {
      channel.basicNack(
          await()
              .atMost(LONG)
              .until(() -> get(false), d -> d != null)
              .getEnvelope()
              .getDeliveryTag(),
          false,
          true);
    }

    // Then
    GetResponse again = await().atMost(LONG).until(() -> get(true), d -> d != null);
    assertThat(again.getEnvelope().isRedeliver()).isTrue();
  }

  @Test
  void consumersHoldNoMoreThanTheirPrefetch() throws Exception {
    // Given
    publish(10);
    Queue<Delivery> received = new ConcurrentLinkedQueue<>();
    channel.basicQos(3);

    // When
    channel.basicConsume(queue, false, into(received), tag -> {});

    // Then
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(broker().count(queue))
                    .isEqualTo(new QueueCounts(7, OptionalLong.of(3))));
    await().atMost(LONG).until(() -> received.size() == 3);
  }

  @Test
  void messagesOfALostConnectionAreDeliveredAgain() throws Exception {
    // Given
    publish(4);
    Queue<Delivery> first = new ConcurrentLinkedQueue<>();
    Queue<Delivery> second = new ConcurrentLinkedQueue<>();
    Connection lost = factory(broker().address()).newConnection();
    lost.createChannel().basicConsume(queue, false, into(first), tag -> {});
    await().atMost(LONG).until(() -> first.size() == 4);
    channel.basicConsume(queue, false, into(second), tag -> {});

    // When
    lost.abort();

    // Then
    await().atMost(LONG).until(() -> second.size() == 4);
    assertThat(second).allMatch(delivery -> delivery.getEnvelope().isRedeliver());
  }

  @Test
  void messagesOfManyLostConnectionsAreNoDeadLetters() throws Exception {
    // Given
    publish(1);

    // When
    for (int i = 0; i < 5; i++) {
      Queue<Delivery> received = new ConcurrentLinkedQueue<>();
      Connection lost = factory(broker().address()).newConnection();
      lost.createChannel().basicConsume(queue, false, into(received), tag -> {});
      await().atMost(LONG).until(() -> received.size() == 1);
      lost.abort();
    }

    // Then
    assertThat(await().atMost(LONG).until(() -> get(true), d -> d != null)).isNotNull();
    assertThat(get(deadLetters, true)).isNull();
  }

  @Test
  void messagesRefusedForGoodAfterRedeliveriesBecomeDeadLetters() throws Exception {
    // Given
    publish(1);
    channel.basicReject(get(false).getEnvelope().getDeliveryTag(), true);
    GetResponse again = await().atMost(LONG).until(() -> get(false), d -> d != null);

    // When
    channel.basicReject(again.getEnvelope().getDeliveryTag(), false);

    // Then
    assertThat(await().atMost(LONG).until(() -> get(deadLetters, true), d -> d != null))
        .isNotNull();
  }

  @Test
  void consumedMessagesRefusedForGoodBecomeDeadLetters() throws Exception {
    // Given
    publish(3);
    channel.basicQos(1);

    // When
    channel.basicConsume(
        queue,
        false,
        (tag, delivery) -> channel.basicReject(delivery.getEnvelope().getDeliveryTag(), false),
        tag -> {});

    // Then
    await().atMost(LONG).until(() -> broker().count(deadLetters).ready() == 3);
  }

  @Test
  void refusedMessagesOfPlainQueuesAreDropped() throws Exception {
    // Given
    publish(1);
    channel.basicReject(get(false).getEnvelope().getDeliveryTag(), false);
    GetResponse dead = await().atMost(LONG).until(() -> get(deadLetters, false), d -> d != null);

    // When
    channel.basicReject(dead.getEnvelope().getDeliveryTag(), false);

    // Then
    await().atMost(LONG).until(() -> broker().count(deadLetters).total() == 0);
  }

  @Test
  void acknowledgedMessagesAreGone() throws Exception {
    // Given
    publish(2);

    // When
    get(true);
    get(true);

    // Then
    await().atMost(LONG).until(() -> broker().count(queue).total() == 0);
  }

  @Test
  void largeMessagesPass() throws Exception {
    // Given
    byte[] large = new byte[10 * 1024 * 1024];
    channel.confirmSelect();

    // When
    channel.basicPublish("", queue, MessageProperties.PERSISTENT_BASIC, large);
    channel.waitForConfirmsOrDie(LONG.toMillis());

    // Then
    assertThat(get(true).getBody()).hasSize(large.length);
  }

  @Test
  void plainQueuesHaveNoDeadLetters() throws Exception {
    // Given
    String receipts = queue + ".receipts";

    // When
    broker().createPlain(receipts);

    // Then
    assertThat(channel.queueDeclare(receipts, true, false, false, Map.of()).getQueue())
        .isEqualTo(receipts);
    broker().delete(receipts);
  }

  @Test
  void wrongPasswordsAreRefusedInOneLineWithoutThem() {
    // Given
    URI wrong =
        Addresses.withCredentials(
            URI.create(broker().redacted()), new Credentials("groundswell", "wrong-secret"));
    Broker stranger = new ExternalRabbitMq(wrong.toString(), java.util.Optional.empty());

    // When
    var thrown = assertThatThrownBy(stranger::start);

    // Then
    thrown
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining("refused the user name or the password")
        .message()
        .doesNotContain("wrong-secret")
        .doesNotContain("\n");
  }

  @Test
  void textFormsHoldNoPassword() {
    // Given
    String password = Addresses.credentials(broker().address()).orElseThrow().password();

    // When
    String text = broker() + " " + broker().redacted();

    // Then
    assertThat(text).doesNotContain(password);
  }

  @Test
  void theManagementApiTellsWhatKedaAsksOfAQueue() throws Exception {
    // Given
    publish(6);
    get(false);

    // When
    String path = "/api/queues/%2F/" + queue;
    await().atMost(LONG).until(() -> ask(path, true).path("messages_unacknowledged").asInt() == 1);

    // Then
    JsonNode state = ask(path, true);
    assertThat(state.path("name").asText()).isEqualTo(queue);
    assertThat(state.path("messages").asInt()).isEqualTo(6);
    assertThat(state.path("messages_ready").asInt()).isEqualTo(5);
    assertThat(state.at("/message_stats/publish_details/rate").isNumber()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "^QUEUE$, true, 1",
    "^QUEUE, true, 2",
    "nothing, true, 0",
    "QUEUE, false, 2",
  })
  void theManagementApiListsQueuesByName(String name, String regex, int found) throws Exception {
    // Given
    String pattern = Addresses.encode(name.replace("QUEUE", queue));

    // When
    JsonNode list =
        ask(
            "/api/queues/%2F?page=1&use_regex="
                + regex
                + "&pagination=false&name="
                + pattern
                + "&page_size=100",
            true);

    // Then
    assertThat(list.path("items")).hasSize(found);
    assertThat(list.path("filtered_count").asInt()).isEqualTo(found);
    assertThat(list.path("page_count").asInt()).isLessThanOrEqualTo(1);
  }

  @Test
  void theManagementApiGivesPages() throws Exception {
    // Given
    String pattern = Addresses.encode("^" + queue);

    // When
    JsonNode list =
        ask("/api/queues/%2F?page=2&use_regex=true&name=" + pattern + "&page_size=1", true);

    // Then
    assertThat(list.path("page_count").asInt()).isEqualTo(2);
    assertThat(list.path("items").get(0).path("name").asText()).isEqualTo(deadLetters);
  }

  @Test
  void theManagementApiAnswersInRabbitMqsWordsThatAQueueIsUnknown() throws Exception {
    // Given
    String path = "/api/queues/%2F/missing";

    // When
    HttpResponse<String> response = send(path, true);

    // Then
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body())
        .isEqualTo("{\"error\":\"Object Not Found\",\"reason\":\"Not Found\"}");
  }

  @Test
  void theManagementApiWantsCredentials() throws Exception {
    // Given
    String path = "/api/queues/%2F/" + queue;

    // When
    HttpResponse<String> response = send(path, false);

    // Then
    assertThat(response.statusCode()).isEqualTo(401);
  }

  @Test
  void kedasHttpTriggerCountsReadyAndUnacknowledgedMessages() throws Exception {
    // Given
    publish(4);
    get(false);

    // When
    try (Trigger trigger = http(Map.of())) {

      // Then
      await()
          .atMost(LONG)
          .untilAsserted(() -> assertThat(trigger.measure()).isEqualTo(new Measurement(4, true)));
    }
  }

  @Test
  void kedasHttpTriggerCountsReadyMessagesAloneOnRequest() throws Exception {
    // Given
    publish(4);
    get(false);

    // When
    try (Trigger trigger = http(Map.of("excludeUnacknowledged", "true"))) {

      // Then
      await()
          .atMost(LONG)
          .untilAsserted(() -> assertThat(trigger.measure()).isEqualTo(new Measurement(3, true)));
    }
  }

  @Test
  void kedasHttpTriggerAddsQueuesByPattern() throws Exception {
    // Given
    publish(4);

    // When
    try (Trigger trigger = http(Map.of("useRegex", "true", "queueName", "^" + queue))) {

      // Then
      await()
          .atMost(LONG)
          .untilAsserted(() -> assertThat(trigger.measure()).isEqualTo(new Measurement(4, true)));
    }
  }

  @Test
  void kedasHttpTriggerSeesTheRateOfPublishing() throws Exception {
    // Given
    try (Trigger trigger = http(Map.of("mode", "MessageRate", "value", "1"))) {

      // When
      await()
          .atMost(LONG)
          .until(
              () -> {
                publish(20);
                return trigger.measure().value() > 0;
              });

      // Then
      assertThat(trigger.measure().active()).isTrue();
    }
  }

  @Test
  void kedasAmqpTriggerCountsReadyMessages() throws Exception {
    // Given
    publish(4);

    // When
    try (Trigger trigger = trigger(broker().address(), Map.of("protocol", "amqp"))) {

      // Then
      assertThat(trigger.measure()).isEqualTo(new Measurement(4, true));
      assertThat(trigger.measure()).isEqualTo(new Measurement(4, true));
    }
  }

  @Test
  void kedasTriggersFailOnUnknownQueuesAndMendWhenThereIsOne() throws Exception {
    // Given
    String later = queue + ".later";
    Map<String, String> unknown = Map.of("queueName", later);
    try (Trigger http = http(unknown);
        Trigger amqp = trigger(broker().address(), unknown)) {
      assertThatThrownBy(http::measure)
          .isInstanceOf(TriggerException.class)
          .hasMessageContaining("404")
          .hasMessageContaining("Object Not Found");
      assertThatThrownBy(amqp::measure)
          .isInstanceOf(TriggerException.class)
          .hasMessageContaining(later);

      // When
      broker().createPlain(later);

      // Then
      assertThat(amqp.measure()).isEqualTo(new Measurement(0, false));
      await().atMost(LONG).ignoreExceptions().until(() -> http.measure().value() == 0);
    } finally {
      broker().delete(later);
    }
  }

  private Trigger http(Map<String, String> more) throws TriggerException {
    return trigger(broker().management().orElseThrow(), more);
  }

  private Trigger trigger(URI host, Map<String, String> more) throws TriggerException {
    Map<String, String> metadata = new HashMap<>(Map.of("queueName", queue));
    metadata.put("timeout", "30000");
    metadata.putAll(more);
    return Triggers.open(
        new TriggerSpec(0, "rabbitmq", metadata, Map.of("host", host.toString()), Map.of()));
  }

  private void publish(int count) throws Exception {
    channel.confirmSelect();
    for (int i : IntStream.range(0, count).toArray()) {
      AMQP.BasicProperties properties =
          new AMQP.BasicProperties.Builder()
              .deliveryMode(2)
              .messageId("id-" + i)
              .headers(Map.of("attempt", i))
              .build();
      channel.basicPublish("", queue, properties, ("order " + i).getBytes(UTF_8));
    }
    channel.waitForConfirmsOrDie(LONG.toMillis());
  }

  private GetResponse get(boolean acknowledge) throws Exception {
    return get(queue, acknowledge);
  }

  private GetResponse get(String from, boolean acknowledge) throws Exception {
    return channel.basicGet(from, acknowledge);
  }

  private static DeliverCallback into(Queue<Delivery> received) {
    return (tag, delivery) -> received.add(delivery);
  }

  private JsonNode ask(String path, boolean authorized) throws Exception {
    return new ObjectMapper().readTree(send(path, authorized).body());
  }

  private HttpResponse<String> send(String path, boolean authorized) throws Exception {
    URI base = broker().management().orElseThrow();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(Addresses.redacted(base) + path));
    if (authorized) {
      request.header(
          "Authorization", ManagementEndpoint.basic(Addresses.credentials(base).orElseThrow()));
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  static ConnectionFactory factory(URI address) {
    Credentials credentials = Addresses.credentials(address).orElseThrow();
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(address.getHost());
    factory.setPort(address.getPort());
    factory.setUsername(credentials.username());
    factory.setPassword(credentials.password());
    factory.setAutomaticRecoveryEnabled(false);
    return factory;
  }
}
