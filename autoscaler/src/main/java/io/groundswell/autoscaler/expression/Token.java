package io.groundswell.autoscaler.expression;

/**
 * A token of a formula.
 *
 * @param kind what it is
 * @param text as it stands in the formula
 * @param at its place in the formula, from 0
 */
record Token(Kind kind, String text, int at) {

  enum Kind {
    NUMBER,
    NAME,
    SIGN,
    END
  }

  boolean is(String value) {
    return kind != Kind.NUMBER && text.equals(value);
  }
}
