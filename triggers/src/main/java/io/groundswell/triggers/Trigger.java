package io.groundswell.triggers;

/** A live trigger: asks its source whenever it is told to. Not thread-safe. */
public interface Trigger extends AutoCloseable {

  /** The external metric's name, as KEDA announces it to the HPA. */
  String metricName();

  /** The target of one replica, in the metric's unit. */
  double target();

  /** The trigger is active while its value is above this. */
  double activation();

  /**
   * Asks the source once. It may be asked again after a failure; connections are mended by then.
   *
   * @throws TriggerException if the source can't be read, or reads as an error
   */
  Measurement measure() throws TriggerException;

  @Override
  void close();
}
