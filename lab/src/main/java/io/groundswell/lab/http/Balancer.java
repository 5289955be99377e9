package io.groundswell.lab.http;

import io.groundswell.lab.LabException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * One address on loopback for all replicas: hands each request to the next one that is ready. A
 * request that finds none waits for the first. One that takes no connection is passed over: nothing
 * was sent to it yet. What a replica has in hand while it stops, it may finish.
 *
 * <p>All of it happens on one event loop.
 */
public final class Balancer implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int CONNECTIONS_A_REPLICA = 512;
  private static final int SECONDS_TO_START = 30;

  private final Vertx vertx;
  private final Context loop;
  private final HttpServer server;
  private final HttpProxy proxy;
  private final Supplier<List<Upstream>> ready;
  private final WaitingLimits limits;
  private final Traffic traffic;
  private final Listener listener;
  private final Rotation rotation = new Rotation();
  private final Set<Visit> waiting = new LinkedHashSet<>();
  private final Map<HttpServerRequest, Visit> inHand = new IdentityHashMap<>();

  /** Hears of requests, on their event loop. Must not block. */
  public interface Listener {

    /** A request begins to wait, and no other does. */
    void firstWaits();

    /**
     * A request that a replica took is over.
     *
     * @param good whether it was answered below 500
     */
    void ended(boolean good);
  }

  private Balancer(
      Vertx vertx,
      Supplier<List<Upstream>> ready,
      WaitingLimits limits,
      Traffic traffic,
      Listener listener) {
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    this.ready = ready;
    this.limits = limits;
    this.traffic = traffic;
    this.listener = listener;
    this.proxy =
        HttpProxy.reverseProxy(
                vertx.createHttpClient(
                    new HttpClientOptions().setMaxPoolSize(CONNECTIONS_A_REPLICA)))
            .origin(this::connect)
            .addInterceptor(new Ends());
    this.server =
        vertx
            .createHttpServer(
                new HttpServerOptions().setHost(LOOPBACK).setHttp2ClearTextEnabled(false))
            .requestHandler(this::arrived);
  }

  /**
   * Starts to listen.
   *
   * @param port 0 for a free one
   * @param ready the replicas that take requests now
   * @param limits of those that wait
   * @param traffic counts the requests
   * @param listener hears of single requests
   * @throws LabException if the port is taken
   */
  public static Balancer start(
      int port,
      Supplier<List<Upstream>> ready,
      WaitingLimits limits,
      Traffic traffic,
      Listener listener) {
    // Netty would warn of what JDKs are about to take from it.
    System.setProperty("io.netty.noUnsafe", "true");
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    Balancer balancer = new Balancer(vertx, ready, limits, traffic, listener);
    try {
      await(balancer.server.listen(port, LOOPBACK));
      return balancer;
    } catch (LabException e) {
      balancer.close();
      throw new LabException(
          "--port " + port + ": can't listen there (" + e.getMessage() + "): take another", e);
    }
  }

  /** Where it listens. */
  public URI address() {
    return URI.create("http://" + LOOPBACK + ":" + server.actualPort());
  }

  /** Has the requests that wait look again, as a replica has become ready. */
  public void replicaReady() {
    loop.runOnContext(_ -> new ArrayList<>(waiting).forEach(Visit::tryAgain));
  }

  private void arrived(HttpServerRequest request) {
    traffic.arrived();
    Visit visit = new Visit(request);
    if (!ready.get().isEmpty()) {
      visit.forward();
    } else if (waiting.size() >= limits.requests()) {
      visit.refuse(
          "%d requests wait for a replica already, which is the limit".formatted(waiting.size()));
    } else {
      visit.await();
    }
  }

  /** A connection to the next replica, or to the one after it. */
  private Future<HttpClientRequest> connect(ProxyContext context) {
    return connect(context, new HashSet<>());
  }

  private Future<HttpClientRequest> connect(ProxyContext context, Set<Upstream> tried) {
    Optional<Upstream> next = rotation.next(ready.get(), tried);
    if (next.isEmpty()) {
      return Future.failedFuture(new ConnectException("no replica takes a connection"));
    }
    tried.add(next.get());
    return context
        .client()
        .request(
            new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(next.get().port(), LOOPBACK)))
        .recover(
            failure -> {
              traffic.retried();
              return connect(context, tried);
            });
  }

  /** One request, from its arrival to its end. */
  private final class Visit {

    private final HttpServerRequest request;
    private final long arrivedAt = System.nanoTime();
    private long timer = -1;

    private Visit(HttpServerRequest request) {
      this.request = request;
    }

    private void await() {
      request.pause();
      waiting.add(this);
      traffic.beginsToWait();
      request.response().closeHandler(_ -> leave());
      timer = vertx.setTimer(Math.max(1, limits.time().toMillis()), _ -> tooLong());
      if (waiting.size() == 1) {
        listener.firstWaits();
      }
    }

    private void tryAgain() {
      if (!ready.get().isEmpty() && leave()) {
        request.response().closeHandler(null);
        forward();
      }
    }

    private void tooLong() {
      if (leave()) {
        refuse(
            "no replica was ready within %s s, which is the limit"
                .formatted(limits.time().toMillis() / 1000.0));
      }
    }

    private boolean leave() {
      if (!waiting.remove(this)) {
        return false;
      }
      vertx.cancelTimer(timer);
      traffic.waited(since(arrivedAt));
      return true;
    }

    private void refuse(String why) {
      traffic.refused();
      request
          .response()
          .setStatusCode(503)
          .putHeader("Content-Type", "application/json")
          .putHeader("Retry-After", "1")
          .end(error(why));
      request.resume();
    }

    private void forward() {
      traffic.forwarded();
      inHand.put(request, this);
      proxy.handle(request);
    }

    private void ended(boolean good) {
      traffic.ended(good, since(arrivedAt));
      listener.ended(good);
    }
  }

  /** Sees how each request ends, and says so where no replica could be reached. */
  private final class Ends implements ProxyInterceptor {

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
      return context
          .sendRequest()
          .recover(
              failure ->
                  Future.succeededFuture(
                      context
                          .request()
                          .release()
                          .response()
                          .setStatusCode(502)
                          .putHeader("Content-Type", "application/json")
                          .setBody(Body.body(error("no answer: " + failure.getMessage())))));
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
      Visit visit = inHand.remove(context.request().proxiedRequest());
      return context
          .sendResponse()
          .onComplete(
              sent -> visit.ended(sent.succeeded() && context.response().getStatusCode() < 500));
    }
  }

  private static Buffer error(String text) {
    return new JsonObject().put("error", text).toBuffer();
  }

  @Override
  public void close() {
    try {
      await(vertx.close());
    } catch (LabException e) {
      // The process is about to end; what it listens on goes with it.
    }
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  private static void await(Future<?> future) {
    try {
      future.toCompletionStage().toCompletableFuture().get(SECONDS_TO_START, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new LabException(e.getCause().getMessage(), e);
    } catch (TimeoutException e) {
      throw new LabException("it took more than " + SECONDS_TO_START + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted", e);
    }
  }
}
