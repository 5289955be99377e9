package io.groundswell.keda.deployment;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;

/**
 * What the application's classes say of channels. Where one connector alone is there, Quarkus gives
 * it to channels that name none; so the extension has to see them too.
 *
 * @param incoming channels that something receives from, and nothing within the application sends
 *     to
 * @param onlyConnector the connector, if there is just one
 */
public record CodeChannels(Set<String> incoming, Optional<String> onlyConnector) {

  private static final String MESSAGING = "org.eclipse.microprofile.reactive.messaging.";
  private static final DotName INCOMING = DotName.createSimple(MESSAGING + "Incoming");
  private static final DotName OUTGOING = DotName.createSimple(MESSAGING + "Outgoing");
  private static final DotName CHANNEL = DotName.createSimple(MESSAGING + "Channel");
  private static final DotName CONNECTOR = DotName.createSimple(MESSAGING + "spi.Connector");

  static final CodeChannels NONE = new CodeChannels(Set.of(), Optional.empty());

  /** Reads them off an index of the application's classes. */
  public static CodeChannels of(IndexView index) {
    Set<String> received = names(index, INCOMING);
    Set<String> sent = names(index, OUTGOING);
    for (AnnotationInstance channel : index.getAnnotations(CHANNEL)) {
      Optional<Type> type = typeOf(channel.target());
      if (type.isPresent()) {
        boolean sends = type.get().name().withoutPackagePrefix().endsWith("Emitter");
        (sends ? sent : received).add(channel.value().asString());
      }
    }
    received.removeAll(sent);
    Set<String> connectors = names(index, CONNECTOR);
    return new CodeChannels(
        received,
        connectors.size() == 1 ? Optional.of(connectors.iterator().next()) : Optional.empty());
  }

  private static Set<String> names(IndexView index, DotName annotation) {
    // Without its definition in the index, it can't be told whether an annotation is repeatable.
    Collection<AnnotationInstance> instances =
        index.getClassByName(annotation) == null
            ? index.getAnnotations(annotation)
            : index.getAnnotationsWithRepeatable(annotation, index);
    return instances.stream()
        .map(instance -> instance.value().asString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Optional<Type> typeOf(AnnotationTarget target) {
    return switch (target.kind()) {
      case FIELD -> Optional.of(target.asField().type());
      case METHOD_PARAMETER -> Optional.of(target.asMethodParameter().type());
      default -> Optional.empty();
    };
  }
}
