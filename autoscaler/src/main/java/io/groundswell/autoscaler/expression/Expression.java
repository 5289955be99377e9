package io.groundswell.autoscaler.expression;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A formula over triggers. Understood are numbers, {@code true}, {@code false}, {@code nil},
 * triggers' names, {@code + - * / % ** ^}, comparisons (also chained), {@code and or not && || !},
 * {@code ??}, {@code a ? b : c}, {@code a ?: b}, {@code in}, {@code not in}, {@code a..b}, arrays,
 * {@code let}, and the functions {@code max min sum mean median count any all none one filter map
 * len first last abs ceil floor round int float}, whose predicates name the element {@code #}.
 *
 * <p>A trigger's value is a float; a number without a point is whole and stays so under {@code + -
 * * %}; {@code /} and {@code **} always give floats; {@code %} takes whole numbers alone. Nothing
 * but {@code ??}, {@code ==}, {@code !=} and arrays takes nil.
 */
public final class Expression {

  /** Longest formula, in characters. */
  public static final int MAX_LENGTH = 10_000;

  private final Node root;

  private Expression(Node root) {
    this.root = root;
  }

  /**
   * Reads a formula.
   *
   * @throws ExpressionException if it isn't one
   */
  public static Expression parse(String formula) {
    if (formula.length() > MAX_LENGTH) {
      throw new ExpressionException(
          "has " + formula.length() + " characters, at most " + MAX_LENGTH + " are taken");
    }
    return new Expression(Parser.parse(formula));
  }

  /** The names that need a value. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    collect(root, Set.of(), names);
    return names;
  }

  private static void collect(Node node, Set<String> bound, Set<String> names) {
    switch (node) {
      case Node.Literal ignored -> {}
      case Node.Element ignored -> {}
      case Node.Name name -> {
        if (!bound.contains(name.name())) {
          names.add(name.name());
        }
      }
      case Node.Array array -> array.elements().forEach(e -> collect(e, bound, names));
      case Node.Unary unary -> collect(unary.operand(), bound, names);
      case Node.Binary binary -> {
        collect(binary.left(), bound, names);
        collect(binary.right(), bound, names);
      }
      case Node.Conditional conditional ->
          List.of(conditional.condition(), conditional.then(), conditional.otherwise())
              .forEach(part -> collect(part, bound, names));
      case Node.Call call -> call.arguments().forEach(a -> collect(a, bound, names));
      case Node.Let let -> {
        collect(let.value(), bound, names);
        Set<String> more = new LinkedHashSet<>(bound);
        more.add(let.name());
        collect(let.body(), more, names);
      }
    }
  }

  /**
   * Its value; empty if it is nil.
   *
   * @param values by name; null stands for nil
   * @throws ExpressionException if it has none, or one that is no number
   */
  public OptionalDouble evaluate(Map<String, Double> values) {
    Object value = new Evaluator(new HashMap<>(values)).value(root);
    if (value == null) {
      return OptionalDouble.empty();
    }
    if (value instanceof Number number) {
      return OptionalDouble.of(number.doubleValue());
    }
    throw new ExpressionException("comes to " + value + ", must come to a number");
  }
}
