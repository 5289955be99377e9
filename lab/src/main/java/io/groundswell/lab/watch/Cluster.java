package io.groundswell.lab.watch;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.groundswell.lab.LabException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One namespace of a cluster, read through the API by the context of a kubeconfig: it gets, lists
 * and watches, and writes nothing.
 */
public final class Cluster implements AutoCloseable {

  static final ResourceDefinitionContext SCALED_OBJECTS =
      new ResourceDefinitionContext.Builder()
          .withGroup("keda.sh")
          .withVersion("v1alpha1")
          .withKind("ScaledObject")
          .withPlural("scaledobjects")
          .withNamespaced(true)
          .build();

  private static final int FORBIDDEN = 403;
  private static final int PATIENCE_SECONDS = 30;

  /** What goes wrong is told in our own words; a connection that ends is made anew. */
  private static final Logger FABRIC8 = Logger.getLogger("io.fabric8");

  private final KubernetesClient client;
  private final Place place;
  private final List<SharedIndexInformer<?>> informers = new ArrayList<>();

  Cluster(KubernetesClient client, Place place) {
    this.client = client;
    this.place = place;
    FABRIC8.setLevel(Level.OFF);
  }

  /**
   * Opens a namespace.
   *
   * @param context of the kubeconfig; empty for its current one
   * @throws LabException if there is no such context or namespace, or the cluster can't be reached
   */
  public static Cluster open(Optional<String> context, String namespace) {
    FABRIC8.setLevel(Level.OFF);
    Config config = config(context);
    Place place = new Place(config.getCurrentContext().getName(), config.getMasterUrl(), namespace);
    config.setRequestRetryBackoffLimit(1);
    Cluster cluster = new Cluster(new KubernetesClientBuilder().withConfig(config).build(), place);
    try {
      cluster.requireNamespace();
      return cluster;
    } catch (LabException e) {
      cluster.close();
      throw e;
    }
  }

  private static Config config(Optional<String> context) {
    Config config = Config.autoConfigure(null);
    List<String> names = config.getContexts().stream().map(NamedContext::getName).toList();
    if (names.isEmpty()) {
      throw new LabException(
          "there is no kubeconfig with a context: set KUBECONFIG to the file that kubectl uses");
    }
    if (context.isPresent() && !names.contains(context.get())) {
      throw new LabException(
          "--context %s isn't in the kubeconfig: it has %s"
              .formatted(context.get(), String.join(", ", names)));
    }
    if (context.isEmpty() && config.getCurrentContext() == null) {
      throw new LabException(
          "the kubeconfig has no current context: name one of %s by --context"
              .formatted(String.join(", ", names)));
    }
    return context.map(Config::autoConfigure).orElse(config);
  }

  /** Who may not look at namespaces can't be told that one is missing. */
  void requireNamespace() {
    try {
      if (client.namespaces().withName(place.namespace()).get() == null) {
        throw new LabException(
            "the cluster of context %s has no namespace %s: deploy first, or name another by"
                    .formatted(place.context(), place.namespace())
                + " --namespace");
      }
    } catch (KubernetesClientException e) {
      if (e.getCode() != FORBIDDEN) {
        throw ClusterErrors.explain(e, "get namespaces", place);
      }
    }
  }

  /** Its place in words. */
  @Override
  public String toString() {
    return "namespace " + place.namespace() + " of context " + place.context();
  }

  /**
   * Chooses what to watch.
   *
   * @param name of the ScaledObject; empty for the only one there is
   */
  Target target(Optional<String> name) {
    try {
      return Target.choose(scaledObjects().list().getItems(), name, place.namespace());
    } catch (KubernetesClientException e) {
      throw ClusterErrors.explain(e, "list scaledobjects.keda.sh", place);
    }
  }

  private io.fabric8.kubernetes.client.dsl.NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      scaledObjects() {
    MixedOperation<
            GenericKubernetesResource,
            GenericKubernetesResourceList,
            Resource<GenericKubernetesResource>>
        all = client.genericKubernetesResources(SCALED_OBJECTS);
    return all.inNamespace(place.namespace());
  }

  /**
   * Watches until what it returns is closed. Returns once all there is was seen once.
   *
   * @throws LabException if something may not be watched, or the Deployment isn't there
   */
  Watching watch(Target target, Sights sights) throws InterruptedException {
    String namespace = place.namespace();
    Deployment deployment = deployment(target);
    inform(
        "events",
        client.v1().events().inNamespace(namespace),
        sights::event,
        sights::event,
        gone -> {});
    inform(
        "scaledobjects.keda.sh",
        scaledObjects().withName(target.scaledObject().name()),
        sights::scaledObject,
        sights::scaledObject,
        gone -> {});
    inform(
        "horizontalpodautoscalers.autoscaling",
        client
            .autoscaling()
            .v2()
            .horizontalPodAutoscalers()
            .inNamespace(namespace)
            .withName(target.hpa()),
        sights::hpa,
        sights::hpa,
        gone -> {});
    inform(
        "deployments.apps",
        client.apps().deployments().inNamespace(namespace).withName(target.deployment()),
        sights::deployment,
        sights::deployment,
        gone -> {});
    LabelSelector selector = deployment.getSpec().getSelector();
    inform(
        "pods",
        client.pods().inNamespace(namespace).withLabelSelector(selector),
        sights::pod,
        sights::pod,
        sights::podGone);
    return this::stop;
  }

  /** A watch that goes on until it is closed. */
  interface Watching extends AutoCloseable {
    @Override
    void close();
  }

  private void stop() {
    informers.forEach(SharedIndexInformer::stop);
    informers.clear();
  }

  private Deployment deployment(Target target) {
    try {
      Deployment deployment =
          client
              .apps()
              .deployments()
              .inNamespace(place.namespace())
              .withName(target.deployment())
              .get();
      if (deployment == null) {
        throw new LabException(
            "ScaledObject %s scales the Deployment %s, which namespace %s doesn't have: apply it"
                .formatted(target.scaledObject().name(), target.deployment(), place.namespace()));
      }
      return deployment;
    } catch (KubernetesClientException e) {
      throw ClusterErrors.explain(e, "get deployments.apps", place);
    }
  }

  private <T extends HasMetadata> void inform(
      String resource, Informable<T> what, Consumer<T> added, Consumer<T> changed, Consumer<T> gone)
      throws InterruptedException {
    SharedIndexInformer<T> informer = what.runnableInformer(0);
    informers.add(informer);
    informer.addEventHandler(
        new ResourceEventHandler<>() {
          @Override
          public void onAdd(T version) {
            added.accept(version);
          }

          @Override
          public void onUpdate(T before, T version) {
            changed.accept(version);
          }

          @Override
          public void onDelete(T last, boolean unknown) {
            gone.accept(last);
          }
        });
    // An informer that has begun goes on for ever; one that can't begin is an error.
    informer.exceptionHandler((started, error) -> started);
    try {
      informer.start().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw ClusterErrors.explain(e.getCause(), "watch " + resource, place);
    } catch (TimeoutException e) {
      throw ClusterErrors.explain(e, "watch " + resource, place);
    }
  }

  /**
   * What a Job's pods have logged; empty until one of them has ended.
   *
   * @throws LabException if it may not be read
   */
  Optional<String> log(String job) {
    try {
      return client
          .pods()
          .inNamespace(place.namespace())
          .withLabel("job-name", job)
          .list()
          .getItems()
          .stream()
          .filter(pod -> "Succeeded".equals(pod.getStatus().getPhase()))
          .findFirst()
          .map(this::log);
    } catch (KubernetesClientException e) {
      throw ClusterErrors.explain(e, "get pods/log", place);
    }
  }

  private String log(Pod pod) {
    return client.pods().inNamespace(place.namespace()).resource(pod).getLog();
  }

  @Override
  public void close() {
    stop();
    client.close();
  }
}
