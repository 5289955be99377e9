package io.groundswell.autoscaler.keda;

import io.groundswell.autoscaler.Fallback;
import io.groundswell.autoscaler.ScaledObject;
import io.groundswell.autoscaler.ScalingModifiers;
import io.groundswell.autoscaler.expression.Expression;
import io.groundswell.autoscaler.expression.ExpressionException;
import io.groundswell.autoscaler.keda.Measured.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Makes one metric of several by a formula, after {@code pkg/scaling/modifiers/formula.go}. */
public final class Modifiers {

  private final ScaledObject spec;
  private final ScalingModifiers modifiers;
  private final Expression formula;

  /**
   * The modifiers of a ScaledObject that has some.
   *
   * @throws ExpressionException if the formula can't be read
   */
  public Modifiers(ScaledObject spec) {
    this.spec = spec;
    this.modifiers = spec.scalingModifiers().orElseThrow();
    this.formula = Expression.parse(modifiers.formula());
  }

  /**
   * The metric in thousandths, cut off towards zero: the formula's value, or the first fallback if
   * one is in effect.
   *
   * @param measured all triggers' metrics, none of which failed
   */
  public Outcome composite(List<Measured> measured) {
    for (Measured each : measured) {
      if (each.outcome() instanceof Measured.Substituted substituted) {
        return substituted;
      }
    }
    try {
      OptionalDouble value = formula.evaluate(variables(measured));
      return value.isPresent() ? known(value.getAsDouble()) : nil();
    } catch (ExpressionException e) {
      return new Measured.Failed("formula " + e.getMessage());
    }
  }

  private static Outcome known(double value) {
    return new Measured.Known((long) (value * 1000), false);
  }

  private Outcome nil() {
    return spec.fallback()
        .filter(f -> f.behavior() == Fallback.Behavior.SCALING_MODIFIERS)
        .map(f -> known(f.replicas() * target()))
        .orElseGet(() -> new Measured.Failed("formula comes to nil, must come to a number"));
  }

  private Map<String, Double> variables(List<Measured> measured) {
    Map<String, Double> variables = new HashMap<>();
    for (Measured each : measured) {
      String name = spec.triggers().get(each.metric().trigger()).name();
      variables.put(name, variable(each.outcome()));
    }
    return variables;
  }

  private static Double variable(Outcome outcome) {
    return outcome instanceof Measured.Known known ? Double.valueOf(known.milli() / 1000.0) : null;
  }

  /** Whether a composite metric calls for a replica. */
  public boolean active(Outcome composite) {
    long milli =
        switch (composite) {
          case Measured.Known known -> known.milli();
          case Measured.Substituted substituted -> substituted.milli();
          default -> Long.MIN_VALUE;
        };
    return milli / 1000.0 > activationTarget();
  }

  /** Value to aim at. */
  double target() {
    return Double.parseDouble(modifiers.target());
  }

  /** The value above which the composite metric calls for a replica. */
  double activationTarget() {
    return modifiers.activationTarget().isEmpty()
        ? 0
        : Double.parseDouble(modifiers.activationTarget());
  }
}
