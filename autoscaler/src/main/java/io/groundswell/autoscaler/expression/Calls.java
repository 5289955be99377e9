package io.groundswell.autoscaler.expression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Works out a formula's functions. */
final class Calls {

  private final Evaluator evaluator;

  Calls(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  Object call(Node.Call call) {
    return call.function().takesPredicate() ? overList(call) : plain(call);
  }

  private Object overList(Node.Call call) {
    List<Node> arguments = call.arguments();
    if (arguments.isEmpty() || arguments.size() > 2) {
      throw wrongCount(call);
    }
    List<Object> list = Evaluator.list(evaluator.value(arguments.getFirst()));
    Optional<Node> predicate =
        arguments.size() == 2 ? Optional.of(arguments.get(1)) : Optional.empty();
    boolean optional = call.function() == Function.COUNT || call.function() == Function.SUM;
    if (predicate.isEmpty() && !optional) {
      throw wrongCount(call);
    }
    List<Object> mapped = new ArrayList<>();
    for (Object element : list) {
      mapped.add(predicate.isEmpty() ? element : evaluator.valueFor(element, predicate.get()));
    }
    return switch (call.function()) {
      case SUM -> sum(mapped);
      case MAP -> mapped;
      case FILTER -> filtered(list, mapped);
      case COUNT -> trues(mapped);
      case ANY -> trues(mapped) > 0;
      case ALL -> trues(mapped) == mapped.size();
      case NONE -> trues(mapped) == 0;
      default -> trues(mapped) == 1;
    };
  }

  private static long trues(List<Object> list) {
    return list.stream().filter(Evaluator::truth).count();
  }

  private static Object sum(List<Object> list) {
    if (list.stream().allMatch(Long.class::isInstance)) {
      return list.stream().mapToLong(Evaluator::whole).sum();
    }
    double sum = 0;
    for (Object each : list) {
      sum += Evaluator.real(each);
    }
    return sum;
  }

  private static List<Object> filtered(List<Object> list, List<Object> mapped) {
    List<Object> kept = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (Evaluator.truth(mapped.get(i))) {
        kept.add(list.get(i));
      }
    }
    return kept;
  }

  private Object plain(Node.Call call) {
    List<Object> arguments = call.arguments().stream().map(this::evaluated).toList();
    return switch (call.function()) {
      case MAX -> numbers(call, arguments).getLast();
      case MIN -> numbers(call, arguments).getFirst();
      case MEAN ->
          numbers(call, arguments).stream().mapToDouble(Evaluator::real).average().orElseThrow();
      case MEDIAN -> median(numbers(call, arguments));
      default -> ofOne(call, arguments);
    };
  }

  /** Nil can't go into a stream's list, so it is refused here. */
  private Object evaluated(Node node) {
    Object value = evaluator.value(node);
    if (value == null) {
      throw new ExpressionException("a function can't take nil (see ??)");
    }
    return value;
  }

  private static Object ofOne(Node.Call call, List<Object> arguments) {
    if (arguments.size() != 1) {
      throw wrongCount(call);
    }
    Object argument = arguments.getFirst();
    return switch (call.function()) {
      case LEN -> (long) Evaluator.list(argument).size();
      case FIRST -> Evaluator.list(argument).isEmpty() ? null : Evaluator.list(argument).getFirst();
      case LAST -> Evaluator.list(argument).isEmpty() ? null : Evaluator.list(argument).getLast();
      case ABS ->
          argument instanceof Long whole
              ? (Object) Math.abs(whole)
              : (Object) Math.abs(Evaluator.real(argument));
      case CEIL -> Math.ceil(Evaluator.real(argument));
      case FLOOR -> Math.floor(Evaluator.real(argument));
      case ROUND -> rounded(Evaluator.real(argument));
      case INT -> (long) Evaluator.real(argument);
      default -> Evaluator.real(argument);
    };
  }

  /** Halves go away from zero. */
  private static double rounded(double value) {
    double magnitude = Math.floor(Math.abs(value));
    if (Math.abs(value) - magnitude >= 0.5) {
      magnitude++;
    }
    return Math.copySign(magnitude, value);
  }

  /** All numbers of the arguments and of the arrays among them, sorted. */
  private static List<Object> numbers(Node.Call call, List<Object> arguments) {
    List<Object> all = new ArrayList<>();
    arguments.forEach(a -> flatten(a, all));
    if (all.isEmpty()) {
      throw wrongCount(call);
    }
    all.sort(Comparator.comparingDouble(Evaluator::real));
    return all;
  }

  private static void flatten(Object argument, List<Object> all) {
    if (argument instanceof List<?> list) {
      list.forEach(each -> flatten(each, all));
    } else {
      Evaluator.real(argument);
      all.add(argument);
    }
  }

  private static double median(List<Object> sorted) {
    int middle = sorted.size() / 2;
    double upper = Evaluator.real(sorted.get(middle));
    return sorted.size() % 2 == 1 ? upper : (Evaluator.real(sorted.get(middle - 1)) + upper) / 2;
  }

  private static ExpressionException wrongCount(Node.Call call) {
    return new ExpressionException(
        call.function() + " can't take " + call.arguments().size() + " arguments");
  }
}
