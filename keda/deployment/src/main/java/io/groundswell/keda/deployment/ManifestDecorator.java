package io.groundswell.keda.deployment;

import io.dekorate.kubernetes.decorator.ApplicationContainerDecorator;
import io.dekorate.kubernetes.decorator.ApplyLabelSelectorDecorator;
import io.dekorate.kubernetes.decorator.Decorator;
import io.dekorate.kubernetes.decorator.NamedResourceDecorator;
import io.dekorate.kubernetes.decorator.ResourceProvidingDecorator;
import io.dekorate.prometheus.model.ServiceMonitor;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesListBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.ServiceSpecBuilder;
import io.groundswell.keda.deployment.Derivation.ServiceAccount;
import io.groundswell.keda.deployment.ScaledObjects.Target;
import io.groundswell.keda.deployment.Workload.Mending;
import io.quarkus.kubernetes.deployment.AddNamespaceDecorator;
import io.quarkus.kubernetes.deployment.ApplyHttpGetActionPortDecorator;
import io.quarkus.kubernetes.deployment.RemoveDeploymentResourceDecorator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Mends the workload in a list of manifests and adds what is derived to it, save those objects of
 * which the application has one of the same name in {@code src/main/kubernetes}. It runs after
 * every other decorator, when namespace and labels are settled.
 */
final class ManifestDecorator extends Decorator<KubernetesListBuilder> {

  private static final String SERVICE_ACCOUNT = "ServiceAccount";

  private final Target target;
  private final List<Resource> resources;
  private final Optional<Mending> mending;
  private final KedaConfig.Istio istio;

  /**
   * @param mending what is mended in the workload; empty leaves it as it is
   */
  ManifestDecorator(
      Target target, List<Resource> resources, Optional<Mending> mending, KedaConfig.Istio istio) {
    this.target = target;
    this.resources = resources;
    this.mending = mending;
    this.istio = istio;
  }

  @Override
  public void visit(KubernetesListBuilder list) {
    List<HasMetadata> items = new ArrayList<>(list.buildItems());
    Optional<HasMetadata> workload =
        items.stream().filter(i -> isNamed(i, target.kind(), target.name())).findFirst();
    if (workload.isEmpty()) {
      return;
    }
    mending.ifPresent(m -> Workload.mend(workload.get(), m));
    mending
        .flatMap(Mending::serviceAccount)
        .filter(
            account -> items.stream().noneMatch(i -> isNamed(i, SERVICE_ACCOUNT, account.name())))
        .filter(account -> Workload.isUsed(account, workload.get()))
        .ifPresent(account -> items.add(object(account, workload.get().getMetadata())));
    Optional<Service> service = find(items, Service.class);
    find(items, ServiceMonitor.class)
        .ifPresent(monitor -> service.ifPresent(s -> ServiceMonitors.mend(monitor, s)));
    List<HasMetadata> derived =
        Stream.concat(resources.stream(), routes(service).stream())
            .filter(r -> items.stream().noneMatch(i -> isNamed(i, r.kind(), r.name())))
            .map(r -> object(r, workload.get().getMetadata()))
            .toList();
    Autoscalers.checkThereIsOne(items, derived, workload.get(), target);
    items.addAll(derived);
    list.withItems(items);
    sortLabels(list);
  }

  /** The workload's own of a type. */
  private <T extends HasMetadata> Optional<T> find(List<HasMetadata> items, Class<T> type) {
    return items.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .filter(i -> i.getMetadata().getName().equals(target.name()))
        .findFirst();
  }

  private List<Resource> routes(Optional<Service> service) {
    if (!istio.enabled()) {
      return List.of();
    }
    return service
        .map(s -> Istio.resources(istio, s))
        .orElseThrow(
            () ->
                new InvalidKedaSettingsException(
                    List.of(
                        "quarkus.keda.istio.enabled=true, but %s %s has no Service to route to: leave"
                                .formatted(target.kind(), target.name())
                            + " it out, or add an HTTP extension")));
  }

  /** Labels come in the order of hash maps and threads; the manifests are to be the same twice. */
  private static void sortLabels(KubernetesListBuilder list) {
    list.accept(ObjectMetaBuilder.class, m -> m.withLabels(sorted(m.getLabels())));
    list.accept(LabelSelectorBuilder.class, s -> s.withMatchLabels(sorted(s.getMatchLabels())));
    list.accept(ServiceSpecBuilder.class, s -> s.withSelector(sorted(s.getSelector())));
  }

  private static Map<String, String> sorted(Map<String, String> labels) {
    return labels == null ? null : new TreeMap<>(labels);
  }

  private static boolean isNamed(HasMetadata item, String kind, String name) {
    return item.getKind().equals(kind) && item.getMetadata().getName().equals(name);
  }

  private static HasMetadata object(Resource resource, ObjectMeta workload) {
    GenericKubernetesResource object = new GenericKubernetesResource();
    object.setApiVersion(resource.apiVersion());
    object.setKind(resource.kind());
    object.setMetadata(
        new ObjectMetaBuilder()
            .withName(resource.name())
            .withNamespace(workload.getNamespace())
            .withLabels(workload.getLabels())
            .withAnnotations(resource.annotations())
            .build());
    object.setAdditionalProperty("spec", resource.spec());
    return object;
  }

  private static HasMetadata object(ServiceAccount account, ObjectMeta workload) {
    return new ServiceAccountBuilder()
        .withNewMetadata()
        .withName(account.name())
        .withNamespace(workload.getNamespace())
        .withLabels(workload.getLabels())
        .withAnnotations(account.annotations())
        .endMetadata()
        .build();
  }

  /** The roots of all decorators of Dekorate and Quarkus; what extends them is meant as well. */
  @Override
  @SuppressWarnings({"unchecked", "rawtypes"}) // the overridden method has a raw type
  public Class<? extends Decorator>[] after() {
    return new Class[] {
      AddNamespaceDecorator.class,
      ApplicationContainerDecorator.class,
      ApplyHttpGetActionPortDecorator.class,
      ApplyLabelSelectorDecorator.class,
      NamedResourceDecorator.class,
      RemoveDeploymentResourceDecorator.class,
      ResourceProvidingDecorator.class
    };
  }
}
