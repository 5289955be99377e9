package io.groundswell.keda.it;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** An application that takes from each broker, with no setting that says where one is. */
@ApplicationScoped
public class Mailbox {

  private final Collection<String> received = new ConcurrentLinkedQueue<>();

  /** What came in, over all channels. */
  List<String> received() {
    return List.copyOf(received);
  }

  @Incoming("rabbit")
  void rabbit(String text) {
    received.add(text);
  }

  @Incoming("kafka")
  void kafka(String text) {
    received.add(text);
  }

  @Incoming("sqs")
  void sqs(String text) {
    received.add(text);
  }
}
