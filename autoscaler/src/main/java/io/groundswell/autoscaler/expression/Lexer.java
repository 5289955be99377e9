package io.groundswell.autoscaler.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a formula into tokens. */
final class Lexer {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<number>(?:\\d[\\d_]*)(?:\\.(?!\\.)\\d*)?(?:[eE][+-]?\\d+)?|\\.\\d+(?:[eE][+-]?\\d+)?)"
              + "|(?<name>[\\p{L}_$][\\p{L}\\p{N}_$]*)"
              + "|(?<sign>\\*\\*|\\?\\?|\\?:|\\.\\.|&&|\\|\\||==|!=|<=|>=|[-+*/%^<>!?:;,()\\[\\]{}#=]))");

  private Lexer() {}

  static List<Token> tokens(String formula) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(formula);
    int at = 0;
    while (at < formula.length() && !formula.substring(at).isBlank()) {
      if (!matcher.find(at) || matcher.start() != at) {
        String rest = formula.substring(at).stripLeading();
        throw new ExpressionException(
            "unexpected character '"
                + rest.charAt(0)
                + "' at "
                + (formula.length() - rest.length()));
      }
      tokens.add(token(matcher));
      at = matcher.end();
    }
    tokens.add(new Token(Token.Kind.END, "end of formula", formula.length()));
    return tokens;
  }

  private static Token token(Matcher matcher) {
    for (Token.Kind kind : List.of(Token.Kind.NUMBER, Token.Kind.NAME, Token.Kind.SIGN)) {
      String group = kind.name().toLowerCase(java.util.Locale.ROOT);
      if (matcher.group(group) != null) {
        return new Token(kind, matcher.group(group), matcher.start(group));
      }
    }
    throw new IllegalStateException("a token of no kind");
  }
}
