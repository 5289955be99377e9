package io.groundswell.mocapp.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.groundswell.mocapp.Settings;
import io.groundswell.mocapp.burn.CpuBurner;
import io.groundswell.mocapp.burn.Held;
import io.groundswell.mocapp.burn.LimitReachedException;
import io.groundswell.mocapp.burn.MemoryHolder;
import io.groundswell.mocapp.input.Seconds;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Weighs on the machine for as long as one asks, within limits. */
@Path("/")
@NonBlocking
@Tag(name = "Performance")
public class StressResource {

  /**
   * The CPUs were busy.
   *
   * @param status always {@code On Fire}
   */
  public record OnFire(String status) {}

  /**
   * Memory was held.
   *
   * @param status always {@code On Fire}
   * @param message says so in a sentence
   * @param requested seconds that were asked for
   * @param actual seconds that it was
   * @param items how many numbers were written into the memory
   * @param allocated MiB by which the process grew
   */
  public record MemoryOnFire(
      String status,
      String message,
      @JsonProperty("requested_duration_seconds") long requested,
      @JsonProperty("actual_duration_seconds") double actual,
      @JsonProperty("items_created_in_list") long items,
      @JsonProperty("memory_allocated_mb") double allocated) {

    static MemoryOnFire of(Duration requested, Held held) {
      return new MemoryOnFire(
          ON_FIRE,
          "Operação de consumo de recursos concluída.",
          requested.toSeconds(),
          Math.round(held.duration().toNanos() / 1e5) / 1e4,
          held.numbers(),
          Math.round(held.bytes() * 100.0 / MEBIBYTE) / 100.0);
    }
  }

  private static final String ON_FIRE = "On Fire";
  private static final int MEBIBYTE = 1 << 20;
  private static final Duration SOON = Duration.ofSeconds(1);

  private final CpuBurner burner;
  private final MemoryHolder holder;
  private final Semaphore burns;
  private final int most;

  StressResource(CpuBurner burner, MemoryHolder holder, Settings settings) {
    this.burner = burner;
    this.holder = holder;
    this.most = settings.burns();
    this.burns = new Semaphore(most);
  }

  /** Keeps all CPUs busy. */
  @GET
  @Path("cpu/{duration_seconds}")
  @Operation(summary = "Keeps all CPUs that it may use busy for so many seconds")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "422", description = "Not a whole number from 1 to 300")
  @APIResponse(responseCode = "429", description = "Too many such requests at once")
  public Uni<OnFire> cpu(
      @PathParam("duration_seconds")
          @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "300"))
          String seconds) {
    Duration duration = Seconds.parse(seconds);
    return limited(
        Uni.createFrom()
            .item(
                () -> {
                  burner.burn(duration);
                  return new OnFire(ON_FIRE);
                })
            .onItem()
            .call(() -> Uni.createFrom().voidItem().onItem().delayIt().by(duration)));
  }

  /** Holds memory. */
  @GET
  @Path("mem/{duration_seconds}")
  @Operation(summary = "Holds memory, and keeps one CPU busy with it, for so many seconds")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "422", description = "Not a whole number from 1 to 300")
  @APIResponse(responseCode = "429", description = "Too many such requests at once")
  @APIResponse(responseCode = "503", description = "As much memory is held as may be")
  public Uni<MemoryOnFire> memory(
      @PathParam("duration_seconds")
          @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "300"))
          String seconds) {
    Duration duration = Seconds.parse(seconds);
    return limited(
        Uni.createFrom()
            .completionStage(() -> holder.hold(duration))
            .map(held -> MemoryOnFire.of(duration, held))
            .onFailure(LimitReachedException.class)
            .transform(full -> new HttpException(503, full.getMessage(), SOON))
            .onFailure(OutOfMemoryError.class)
            .transform(
                no ->
                    new HttpException(
                        503,
                        "The JVM allows no more memory: "
                            + no.getMessage()
                            + "; lower MOC_MEMORY, or raise -XX:MaxDirectMemorySize")));
  }

  private <T> Uni<T> limited(Uni<T> burning) {
    if (!burns.tryAcquire()) {
      throw new HttpException(
          429,
          "%d requests burn already: try again later, or raise MOC_BURNS".formatted(most),
          SOON);
    }
    return burning
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .onTermination()
        .invoke(burns::release);
  }
}
