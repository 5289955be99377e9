package io.groundswell.autoscaler.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.StringLength;

class ExpressionPropertiesTest {

  @Property
  void any_text_is_a_formula_or_is_refused_as_one(@ForAll @StringLength(max = 40) String text) {
    isFormulaOrRefused(text);
  }

  @Property
  void any_row_of_tokens_is_a_formula_or_is_refused_as_one(@ForAll("tokens") String text) {
    isFormulaOrRefused(text);
  }

  private static void isFormulaOrRefused(String text) {
    try {
      Expression.parse(text).evaluate(Map.of("a", 1.0, "b", 2.0));
    } catch (ExpressionException e) {
      assertThat(e.getMessage()).doesNotContain("\n");
    }
  }

  @Provide
  Arbitrary<String> tokens() {
    return Arbitraries.of(
            "a", "b", "1", "2.5", "+", "-", "*", "/", "%", "**", "??", "?", ":", "?:", "(", ")",
            "[", "]", "{", "}", ",", "#", "and", "not", "in", "..", "<", "==", "nil", "true", "max",
            "count", "let", "=", ";")
        .list()
        .ofMaxSize(12)
        .map(list -> String.join(" ", list));
  }

  @Property
  void max_is_the_larger_one(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double a,
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double b) {
    assertThat(Expression.parse("max(a, b)").evaluate(Map.of("a", a, "b", b)))
        .isEqualTo(OptionalDouble.of(Math.max(a, b)));
  }
}
