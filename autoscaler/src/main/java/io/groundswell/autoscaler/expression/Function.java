package io.groundswell.autoscaler.expression;

import java.util.Arrays;
import java.util.Optional;

/** The functions that a formula may call. */
enum Function {
  MAX("max", false),
  MIN("min", false),
  SUM("sum", true),
  MEAN("mean", false),
  MEDIAN("median", false),
  COUNT("count", true),
  ANY("any", true),
  ALL("all", true),
  NONE("none", true),
  ONE("one", true),
  FILTER("filter", true),
  MAP("map", true),
  LEN("len", false),
  FIRST("first", false),
  LAST("last", false),
  ABS("abs", false),
  CEIL("ceil", false),
  FLOOR("floor", false),
  ROUND("round", false),
  INT("int", false),
  FLOAT("float", false);

  private final String text;
  private final boolean takesPredicate;

  Function(String text, boolean takesPredicate) {
    this.text = text;
    this.takesPredicate = takesPredicate;
  }

  static Optional<Function> named(String name) {
    return Arrays.stream(values()).filter(f -> f.text.equals(name)).findFirst();
  }

  boolean takesPredicate() {
    return takesPredicate;
  }

  /** As formulas spell it. */
  @Override
  public String toString() {
    return text;
  }
}
