package io.groundswell.mocapp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes traces over OTLP. */
final class Collector implements AutoCloseable {

  /** A span of an application. */
  record Taken(String service, String trace, String id, String parent, Span.SpanKind kind) {}

  private final HttpServer server;
  private final List<Taken> spans = new CopyOnWriteArrayList<>();

  Collector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Taken> spans() {
    return List.copyOf(spans);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      for (ResourceSpans application :
          ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()).getResourceSpansList()) {
        take(application);
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private void take(ResourceSpans application) {
    String service =
        application.getResource().getAttributesList().stream()
            .filter(attribute -> "service.name".equals(attribute.getKey()))
            .map(attribute -> attribute.getValue().getStringValue())
            .findFirst()
            .orElseThrow();
    application.getScopeSpansList().stream()
        .flatMap(scope -> scope.getSpansList().stream())
        .map(
            span ->
                new Taken(
                    service,
                    hex(span.getTraceId().toByteArray()),
                    hex(span.getSpanId().toByteArray()),
                    hex(span.getParentSpanId().toByteArray()),
                    span.getKind()))
        .forEach(spans::add);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
