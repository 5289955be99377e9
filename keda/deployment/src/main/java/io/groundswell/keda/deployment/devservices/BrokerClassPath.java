package io.groundswell.keda.deployment.devservices;

import io.quarkus.bootstrap.resolver.maven.BootstrapMavenException;
import io.quarkus.bootstrap.resolver.maven.MavenArtifactResolver;
import java.io.File;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyFilter;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;

/**
 * The class path of the embedded brokers, found as Maven would: in the workspace, the local
 * repository, the remote ones. It isn't a dependency of the extension, which would have each
 * application's build download Kafka and Scala.
 *
 * @param text as {@code java} takes it
 */
record BrokerClassPath(String text) {

  /**
   * Resolves it, and downloads what is missing.
   *
   * @param project the application's folder, whose workspace is looked into
   * @param version that of the extension
   * @throws IllegalStateException if it can't be resolved; the message is one line
   */
  static BrokerClassPath resolve(Path project, String version) {
    Artifact brokers = new DefaultArtifact("io.groundswell", "groundswell-brokers", "jar", version);
    try {
      MavenArtifactResolver maven =
          MavenArtifactResolver.builder()
              .setWorkspaceDiscovery(true)
              .setCurrentProject(project.toString())
              .build();
      ArtifactDescriptorResult descriptor = maven.resolveDescriptor(brokers);
      CollectRequest request =
          new CollectRequest()
              .setRoot(new Dependency(brokers, "runtime"))
              .setManagedDependencies(descriptor.getManagedDependencies())
              .setRepositories(maven.getRepositories());
      DependencyFilter all = (node, parents) -> true;
      return new BrokerClassPath(
          maven
              .getSystem()
              .resolveDependencies(maven.getSession(), new DependencyRequest(request, all))
              .getArtifactResults()
              .stream()
              .map(result -> result.getArtifact().getFile().getAbsolutePath())
              .collect(Collectors.joining(File.pathSeparator)));
    } catch (BootstrapMavenException | DependencyResolutionException e) {
      throw new IllegalStateException(
          "quarkus.groundswell.devservices: the embedded brokers, %s, can't be resolved (%s): build"
                  .formatted(brokers, firstLine(e))
              + " them, give Maven access to its repositories, or set it to off",
          e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
