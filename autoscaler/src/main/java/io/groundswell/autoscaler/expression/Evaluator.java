package io.groundswell.autoscaler.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Works out a formula. A value is a {@link Long}, a {@link Double}, a {@link Boolean}, a {@link
 * List} or null for nil.
 */
final class Evaluator {

  /** Most elements of a range: a formula must come to an end. */
  private static final int MAX_RANGE = 10_000;

  private final Map<String, Object> values;
  private final List<Object> elements = new ArrayList<>();
  private int steps;

  Evaluator(Map<String, Object> values) {
    this.values = values;
  }

  Object value(Node node) {
    if (++steps > 1_000_000) {
      throw new ExpressionException("takes more than 1000000 steps");
    }
    return switch (node) {
      case Node.Literal literal -> literal.value();
      case Node.Name name -> named(name.name());
      case Node.Element ignored -> element();
      case Node.Array array -> array(array);
      case Node.Unary unary -> unary(unary);
      case Node.Binary binary -> binary(binary);
      case Node.Conditional conditional ->
          truth(value(conditional.condition()))
              ? value(conditional.then())
              : value(conditional.otherwise());
      case Node.Call call -> new Calls(this).call(call);
      case Node.Let let -> let(let);
    };
  }

  /** The value of a node for which {@code #} is the given element. */
  Object valueFor(Object element, Node node) {
    elements.add(element);
    Object value = value(node);
    elements.removeLast();
    return value;
  }

  private Object named(String name) {
    if (!values.containsKey(name)) {
      throw new ExpressionException("unknown name " + name);
    }
    return values.get(name);
  }

  private Object element() {
    if (elements.isEmpty()) {
      throw new ExpressionException("# stands outside of a predicate");
    }
    return elements.getLast();
  }

  private Object array(Node.Array array) {
    List<Object> list = new ArrayList<>();
    array.elements().forEach(e -> list.add(value(e)));
    return list;
  }

  private Object let(Node.Let let) {
    boolean shadows = values.containsKey(let.name());
    Object shadowed = values.put(let.name(), value(let.value()));
    Object body = value(let.body());
    if (shadows) {
      values.put(let.name(), shadowed);
    } else {
      values.remove(let.name());
    }
    return body;
  }

  private Object unary(Node.Unary unary) {
    Object operand = value(unary.operand());
    return switch (unary.operator()) {
      case "-" -> operand instanceof Long whole ? (Object) (-whole) : (Object) (-real(operand));
      case "+" -> operand instanceof Long ? operand : (Object) real(operand);
      default -> !truth(operand);
    };
  }

  private Object binary(Node.Binary binary) {
    return switch (binary.operator()) {
      case "and", "&&" -> truth(value(binary.left())) && truth(value(binary.right()));
      case "or", "||" -> truth(value(binary.left())) || truth(value(binary.right()));
      case "??" -> {
        Object left = value(binary.left());
        yield left == null ? value(binary.right()) : left;
      }
      default -> strict(binary.operator(), value(binary.left()), value(binary.right()));
    };
  }

  private static Object strict(String operator, Object left, Object right) {
    return switch (operator) {
      case "==" -> same(left, right);
      case "!=" -> !same(left, right);
      case "<" -> real(left) < real(right);
      case ">" -> real(left) > real(right);
      case "<=" -> real(left) <= real(right);
      case ">=" -> real(left) >= real(right);
      case "in" -> list(right).stream().anyMatch(e -> same(e, left));
      case ".." -> range(whole(left), whole(right));
      case "/" -> real(left) / real(right);
      case "**", "^" -> Math.pow(real(left), real(right));
      case "%" -> modulo(whole(left), whole(right));
      default -> arithmetic(operator, left, right);
    };
  }

  /** Plus, minus and times keep whole numbers whole. */
  private static Object arithmetic(String operator, Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      return switch (operator) {
        case "+" -> a + b;
        case "-" -> a - b;
        default -> a * b;
      };
    }
    double a = real(left);
    double b = real(right);
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      default -> a * b;
    };
  }

  private static Object modulo(long left, long right) {
    if (right == 0) {
      throw new ExpressionException("divides a whole number by zero");
    }
    return left % right;
  }

  private static List<Object> range(long from, long to) {
    if (to - from >= MAX_RANGE) {
      throw new ExpressionException(
          "range " + from + ".." + to + " has more than " + MAX_RANGE + " elements");
    }
    List<Object> range = new ArrayList<>();
    for (long i = from; i <= to; i++) {
      range.add(i);
    }
    return range;
  }

  static boolean same(Object left, Object right) {
    return left instanceof Number a && right instanceof Number b
        ? a.doubleValue() == b.doubleValue()
        : Objects.equals(left, right);
  }

  static boolean truth(Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw wrong(value, "true or false");
  }

  static double real(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong(value, "a number");
  }

  static long whole(Object value) {
    if (value instanceof Long whole) {
      return whole;
    }
    throw wrong(value, "a whole number (see int())");
  }

  @SuppressWarnings("unchecked") // Lists are made here alone, and hold values.
  static List<Object> list(Object value) {
    if (value instanceof List<?> list) {
      return (List<Object>) list;
    }
    throw wrong(value, "an array");
  }

  private static ExpressionException wrong(Object value, String wanted) {
    return new ExpressionException((value == null ? "nil" : value) + " isn't " + wanted);
  }
}
