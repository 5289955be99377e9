package io.groundswell.autoscaler.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {

  private static Map<String, Double> triggers() {
    Map<String, Double> triggers = new HashMap<>();
    triggers.put("one", 1.0);
    triggers.put("two", 2.0);
    triggers.put("five", 5.5);
    triggers.put("gone", null);
    return triggers;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          one + two * five                                 | 12
          (one + two) * five                               | 16.5
          two - one - one                                  | 0
          2 ** 3 ** 2                                      | 512
          -2 ** 2                                          | -4
          7 / 2                                            | 3.5
          7 % 4 + int(five) % 2                            | 4
          one + two > 2 ? 10 : 20                          | 10
          one > 2 ? 10 : two > 1 ? 30 : 20                 | 30
          1 < two < 3 ? 1 : 0                              | 1
          1 < two < 2 ? 1 : 0                              | 0
          not (one > two) and two == 2 ? 1 : 0             | 1
          !false && (one >= 1 or one / 0 > 3) ? 4 : 5       | 4
          gone ?? two                                      | 2
          gone ?? gone ?? 7                                | 7
          1 + (gone ?? two) * 2                            | 5
          gone == nil ? 1 : 2                              | 1
          one != gone ? 1 : 2                              | 1
          max(one, two, five)                              | 5.5
          max([one, two], 9)                               | 9
          min(one, 0.5, .25)                               | 0.25
          sum([one, two, five])                            | 8.5
          sum([1, 2], # * 10)                              | 30
          mean([1, 2, 6])                                  | 3
          median([5, 1, 2, 100])                           | 3.5
          count([one, two, five], # > 1)                   | 2
          count([one,two,five],{#>1}) > 1 ? 5 : 0          | 5
          any([one, two], # > 1) and all([1], # == 1) ? 1 : 0 | 1
          none([one, two], # > 5) and one([1, 2], # > 1) ? 1 : 0 | 1
          len(filter([one, two, five], # >= 2))            | 2
          max(map([one, two], # + 10))                     | 12
          first([4, 5]) + last([4, 5])                     | 9
          one in [1, 2] and 3 not in 1..2 ? 1 : 0          | 1
          sum(1..4)                                        | 10
          abs(-2) + ceil(1.2) + floor(1.8) + round(2.5)    | 8
          round(-2.5)                                      | -3
          float(3) / int(2.9)                              | 1.5
          let x = one + two; x * x                         | 9
          1_000 + 1e3                                      | 2000
          """)
  void comes_to_what_expr_lang_makes_of_it(String formula, double value) {
    assertThat(Expression.parse(formula).evaluate(triggers())).isEqualTo(OptionalDouble.of(value));
  }

  @Test
  void comes_to_nothing_where_all_is_nil() {
    assertThat(Expression.parse("gone ?? gone").evaluate(triggers()))
        .isEqualTo(OptionalDouble.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          one +              | unexpected end of formula at 5
          (one               | unexpected end of formula at 4
          one two            | unexpected two at 4
          gone ?? one + 1    | operator + at 12 can't follow ?? without parentheses
          exec('rm')         | unexpected character ''' at 5
          system(1)          | unknown function system at 0
          one @ two          | unexpected character '@' at 4
          99999999999999999999 | number 99999999999999999999 at 0 is too large
          let = 4; 5         | unexpected = at 4
          """)
  void refuses_what_is_no_formula(String formula, String message) {
    // When
    assertThatThrownBy(() -> Expression.parse(formula))
        // Then
        .isInstanceOf(ExpressionException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gone + 1          | nil isn't a number
          one > 1           | comes to false, must come to a number
          five % 2          | 5.5 isn't a whole number (see int())
          1 % 0             | divides a whole number by zero
          one ? 1 : 2       | 1.0 isn't true or false
          max(gone, one)    | a function can't take nil (see ??)
          # + 1             | # stands outside of a predicate
          unknown           | unknown name unknown
          sum(1..99999999)  | range 1..99999999 has more than 10000 elements
          abs(1, 2)         | abs can't take 2 arguments
          """)
  void has_no_value_where_expr_lang_has_none(String formula, String message) {
    // Given
    Expression expression = Expression.parse(formula);

    // When
    assertThatThrownBy(() -> expression.evaluate(triggers()))
        // Then
        .isInstanceOf(ExpressionException.class)
        .hasMessage(message);
  }

  @Test
  void names_the_triggers_that_it_needs() {
    assertThat(Expression.parse("let x = one; max(x, two) + (five ?? 3)").names())
        .containsExactlyInAnyOrder("one", "two", "five");
  }

  @Test
  void refuses_to_go_too_deep() {
    // When
    assertThatThrownBy(() -> Expression.parse("(".repeat(5000) + "1" + ")".repeat(4000)))
        // Then
        .isInstanceOf(ExpressionException.class)
        .hasMessage("nested deeper than 100");
  }
}
