package io.groundswell.autoscaler.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a formula by climbing its operators' precedences, which are expr-lang's. */
final class Parser {

  private static final int MAX_DEPTH = 100;

  private static final Map<String, Integer> BINARY =
      Map.ofEntries(
          Map.entry("or", 10),
          Map.entry("||", 10),
          Map.entry("and", 15),
          Map.entry("&&", 15),
          Map.entry("==", 20),
          Map.entry("!=", 20),
          Map.entry("<", 20),
          Map.entry(">", 20),
          Map.entry(">=", 20),
          Map.entry("<=", 20),
          Map.entry("in", 20),
          Map.entry("..", 25),
          Map.entry("+", 30),
          Map.entry("-", 30),
          Map.entry("*", 60),
          Map.entry("/", 60),
          Map.entry("%", 60),
          Map.entry("**", 100),
          Map.entry("^", 100),
          Map.entry("??", 500));
  private static final Map<String, Integer> UNARY = Map.of("not", 50, "!", 50, "-", 90, "+", 90);
  private static final Set<String> COMPARISONS = Set.of("<", ">", "<=", ">=");

  private final List<Token> tokens;
  private int next;
  private int depth;

  private Parser(List<Token> tokens) {
    this.tokens = tokens;
  }

  static Node parse(String formula) {
    Parser parser = new Parser(Lexer.tokens(formula));
    Node node = parser.expression(0);
    if (parser.peek().kind() != Token.Kind.END) {
      throw parser.unexpected();
    }
    return node;
  }

  private Node expression(int precedence) {
    if (++depth > MAX_DEPTH) {
      throw new ExpressionException("nested deeper than " + MAX_DEPTH);
    }
    Node node = precedence == 0 && peek().is("let") ? let() : operators(primary(), precedence);
    depth--;
    return node;
  }

  private Node operators(Node first, int precedence) {
    Node left = first;
    boolean coalesced = false;
    while (true) {
      boolean negated = peek().is("not") && tokens.get(next + 1).is("in");
      Token operator = negated ? tokens.get(next + 1) : peek();
      Integer strength = operator.kind() == Token.Kind.NUMBER ? null : BINARY.get(operator.text());
      if (strength == null || strength < precedence) {
        return precedence == 0 ? conditional(left) : left;
      }
      if (coalesced && !operator.is("??")) {
        throw new ExpressionException(
            "operator "
                + operator.text()
                + " at "
                + operator.at()
                + " can't follow ?? without parentheses");
      }
      next += negated ? 2 : 1;
      coalesced = operator.is("??");
      if (COMPARISONS.contains(operator.text())) {
        left = comparison(left, operator.text(), strength);
      } else {
        boolean rightwards = strength == 100;
        Node right = expression(rightwards ? strength : strength + 1);
        left = new Node.Binary(operator.text(), left, right);
      }
      left = negated ? new Node.Unary("not", left) : left;
    }
  }

  /** {@code 1 < a < 5} means {@code 1 < a and a < 5}. */
  private Node comparison(Node first, String operator, int strength) {
    Node right = expression(strength + 1);
    Node whole = new Node.Binary(operator, first, right);
    while (COMPARISONS.contains(peek().text())) {
      String another = take().text();
      Node further = expression(strength + 1);
      whole = new Node.Binary("and", whole, new Node.Binary(another, right, further));
      right = further;
    }
    return whole;
  }

  private Node conditional(Node condition) {
    if (peek().is("?:")) {
      take();
      return new Node.Conditional(condition, condition, expression(0));
    }
    if (!peek().is("?")) {
      return condition;
    }
    take();
    Node then = expression(0);
    expect(":");
    return new Node.Conditional(condition, then, expression(0));
  }

  private Node let() {
    take();
    Token name = take();
    if (name.kind() != Token.Kind.NAME) {
      next--;
      throw unexpected();
    }
    expect("=");
    Node value = expression(0);
    expect(";");
    return new Node.Let(name.text(), value, expression(0));
  }

  private Node primary() {
    Token token = take();
    Integer strength = token.kind() == Token.Kind.NUMBER ? null : UNARY.get(token.text());
    if (strength != null) {
      return new Node.Unary(token.text(), expression(strength));
    }
    return switch (token.kind()) {
      case NUMBER -> new Node.Literal(number(token));
      case NAME -> name(token);
      default -> bracketed(token);
    };
  }

  private Node bracketed(Token token) {
    return switch (token.text()) {
      case "(" -> {
        Node node = expression(0);
        expect(")");
        yield node;
      }
      case "[" -> new Node.Array(list("]"));
      case "#" -> new Node.Element();
      default -> {
        next--;
        throw unexpected();
      }
    };
  }

  private Node name(Token token) {
    if (peek().is("(")) {
      return call(token);
    }
    return switch (token.text()) {
      case "true" -> new Node.Literal(true);
      case "false" -> new Node.Literal(false);
      case "nil" -> new Node.Literal(null);
      default -> new Node.Name(token.text());
    };
  }

  private Node call(Token name) {
    Function function =
        Function.named(name.text())
            .orElseThrow(
                () ->
                    new ExpressionException(
                        "unknown function " + name.text() + " at " + name.at()));
    take();
    return new Node.Call(function, list(")"));
  }

  /** Expressions up to a closing bracket; one in braces is a predicate and stands for itself. */
  private List<Node> list(String close) {
    List<Node> elements = new ArrayList<>();
    while (!peek().is(close)) {
      if (!elements.isEmpty()) {
        expect(",");
      }
      boolean braces = peek().is("{");
      if (braces) {
        take();
      }
      elements.add(expression(0));
      if (braces) {
        expect("}");
      }
    }
    take();
    return elements;
  }

  private static Object number(Token token) {
    String digits = token.text().replace("_", "");
    try {
      return digits.matches("\\d+") ? (Object) Long.valueOf(digits) : Double.valueOf(digits);
    } catch (NumberFormatException e) {
      throw new ExpressionException(
          "number " + token.text() + " at " + token.at() + " is too large");
    }
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Token take() {
    Token token = tokens.get(next);
    if (token.kind() == Token.Kind.END) {
      throw unexpected();
    }
    next++;
    return token;
  }

  private void expect(String text) {
    if (!peek().is(text)) {
      throw unexpected();
    }
    take();
  }

  private ExpressionException unexpected() {
    return new ExpressionException("unexpected " + peek().text() + " at " + peek().at());
  }
}
