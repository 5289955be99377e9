package io.groundswell.mocapp.input;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with one part of a request, in the form of Pydantic 2.
 *
 * @param type names the kind of error
 * @param loc where it is: {@code path}, {@code body}, then names and indexes
 * @param msg says it in a sentence
 * @param input what was there instead
 * @param ctx the bounds that were left, if any
 */
@RegisterForReflection
public record Invalid(
    String type,
    List<Object> loc,
    String msg,
    Object input,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> ctx) {

  static Invalid of(String type, List<Object> loc, String msg, Object input) {
    return new Invalid(type, loc, msg, input, Map.of());
  }

  InvalidException thrown() {
    return new InvalidException(List.of(this));
  }
}
