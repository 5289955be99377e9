package io.groundswell.mocapp;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;

/** What {@code /healthcheck} costs at the least: the same answer from Vert.x alone. */
final class PlainServer {

  private static final Buffer HEALTHY = Buffer.buffer("{\"status\":\"healthy\"}");

  private PlainServer() {}

  public static void main(String[] arguments) {
    Vertx vertx = Vertx.vertx();
    vertx
        .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
        .requestHandler(
            request ->
                request
                    .response()
                    .putHeader("Content-Type", "application/json;charset=UTF-8")
                    .end(HEALTHY))
        .listen()
        .onSuccess(PlainServer::tell)
        .onFailure(
            failure -> {
              System.err.println(failure.getMessage());
              vertx.close();
            });
  }

  private static void tell(HttpServer server) {
    System.out.println("Listening on: http://127.0.0.1:" + server.actualPort());
  }
}
