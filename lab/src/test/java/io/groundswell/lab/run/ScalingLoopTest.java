package io.groundswell.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.autoscaler.Autoscaler;
import io.groundswell.autoscaler.Decision;
import io.groundswell.autoscaler.HpaSettings;
import io.groundswell.autoscaler.Reading;
import io.groundswell.autoscaler.ScaledObject;
import io.groundswell.autoscaler.TriggerMetric;
import io.groundswell.autoscaler.simulator.ConsumerModel;
import io.groundswell.autoscaler.simulator.Placing;
import io.groundswell.autoscaler.simulator.Scenario;
import io.groundswell.autoscaler.simulator.Shape;
import io.groundswell.autoscaler.simulator.Simulation;
import io.groundswell.autoscaler.simulator.SimulationSettings;
import io.groundswell.autoscaler.simulator.TimeDistribution;
import io.groundswell.autoscaler.timeline.TimelineEvent;
import io.groundswell.autoscaler.timeline.TimelineEvent.DecisionMade;
import io.groundswell.autoscaler.timeline.TimelineEvent.Sampled;
import io.groundswell.lab.process.ReplicaSet;
import io.groundswell.triggers.Measurement;
import io.groundswell.triggers.Trigger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScalingLoopTest {

  private static final String METRIC = "s0-rabbitmq-orders";

  private static Autoscaler autoscaler() {
    ScaledObject scaledObject =
        ScaledObject.builder("consumer")
            .pollingInterval(Duration.ofSeconds(7))
            .cooldownPeriod(Duration.ofSeconds(30))
            .maxReplicaCount(10)
            .trigger("rabbitmq", Map.of())
            .build();
    return new Autoscaler(
        scaledObject,
        List.of(new TriggerMetric(0, METRIC, 10)),
        Simulation.BEGIN,
        HpaSettings.defaults());
  }

  /** Ups and downs, rises and falls to zero. */
  private static List<TimelineEvent> simulated() {
    List<TimelineEvent> timeline = new ArrayList<>();
    Scenario scenario =
        new Scenario(
            "consumer",
            autoscaler(),
            List.of((ready, unacked) -> Reading.of(ready + unacked)),
            Shape.parse("spike:rate=0.05,peak=20,at=10m,width=2m", Placing.POISSON)
                .workload(new SplittableRandom(1)),
            ConsumerModel.working(TimeDistribution.parse("exp:500ms")),
            0,
            new SplittableRandom(2));
    Simulation.run(scenario, SimulationSettings.defaults(), timeline::add);
    return timeline;
  }

  /** Shows the loop what the simulator's autoscaler saw, sample by sample. */
  private static final class Replay implements ScalingLoop.DecisionListener {

    private final Autoscaler autoscaler = autoscaler();
    private final List<Sampled> samples;
    private final List<Double> times;
    private final List<DecisionMade> decisions = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    private Replay(List<TimelineEvent> timeline) {
      samples =
          timeline.stream().filter(Sampled.class::isInstance).map(Sampled.class::cast).toList();
      times = samples.stream().map(Sampled::t).toList();
    }

    private ReplicaSet.Counts counts() {
      while (decisions.size() == samples.size() && !Thread.currentThread().isInterrupted()) {
        LockSupport.park();
      }
      Sampled seen = seen();
      return new ReplicaSet.Counts(seen.wanted(), seen.exist(), seen.ready());
    }

    private Sampled seen() {
      return samples.get(Math.min(decisions.size(), samples.size() - 1));
    }

    private Trigger trigger() {
      return new Trigger() {
        @Override
        public String metricName() {
          return METRIC;
        }

        @Override
        public double target() {
          return 10;
        }

        @Override
        public double activation() {
          return 0;
        }

        @Override
        public Measurement measure() {
          long length = seen().queueReady() + seen().queueUnacked();
          return new Measurement(length, length > 0);
        }

        @Override
        public void close() {}
      };
    }

    /** It is always the moment at which something is due. */
    private SpeedClock clock() {
      return new SpeedClock(
          new Clock() {
            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              Instant poll = autoscaler.nextPoll();
              Instant sync = autoscaler.nextSync();
              return sync.isBefore(poll) ? sync : poll;
            }
          },
          1);
    }

    @Override
    public void decided(Decision decision, Instant polledAt, Instant decidedAt) {
      if (decisions.size() < samples.size()) {
        decisions.add(DecisionMade.of(times.get(decisions.size()), "consumer", decision));
      }
      if (decisions.size() == samples.size()) {
        end.countDown();
      }
    }

    private List<DecisionMade> decisions() throws InterruptedException {
      try (ScalingLoop loop =
          new ScalingLoop(
              autoscaler, List.of(trigger()), this::counts, replicas -> {}, clock(), this)) {
        loop.start();
        assertThat(end.await(60, TimeUnit.SECONDS)).isTrue();
      }
      return decisions;
    }
  }

  @Test
  void theLaptopDecidesAsTheSimulatorForTheSameObservations() throws Exception {
    // Given
    List<TimelineEvent> timeline = simulated();
    List<TimelineEvent> expected =
        timeline.stream().filter(DecisionMade.class::isInstance).toList();

    // When
    List<DecisionMade> decisions = new Replay(timeline).decisions();

    // Then
    assertThat(expected).hasSizeGreaterThan(500);
    assertThat(decisions).isEqualTo(expected);
  }
}
