package io.groundswell.autoscaler.expression;

import java.util.List;

/** A part of a formula. */
sealed interface Node {

  /** A number, a truth value or nil. */
  record Literal(Object value) implements Node {}

  /** A trigger's name, or one given by {@code let}. */
  record Name(String name) implements Node {}

  /** {@code #}: the element that a predicate looks at. */
  record Element() implements Node {}

  /** {@code [a, b]}. */
  record Array(List<Node> elements) implements Node {}

  /** {@code -a}, {@code not a}. */
  record Unary(String operator, Node operand) implements Node {}

  /** {@code a + b}, {@code a ?? b}. */
  record Binary(String operator, Node left, Node right) implements Node {}

  /** {@code a ? b : c}. */
  record Conditional(Node condition, Node then, Node otherwise) implements Node {}

  /** {@code max(a, b)}. */
  record Call(Function function, List<Node> arguments) implements Node {}

  /** {@code let a = b; c}. */
  record Let(String name, Node value, Node body) implements Node {}
}
