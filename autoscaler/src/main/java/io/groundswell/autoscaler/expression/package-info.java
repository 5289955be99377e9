/**
 * The expressions of {@code scalingModifiers.formula}: the numeric part of expr-lang, with its
 * precedences, its whole numbers and floats, and its {@code nil}. No text, no maps, no loops
 * without a bound, no way out.
 */
package io.groundswell.autoscaler.expression;
