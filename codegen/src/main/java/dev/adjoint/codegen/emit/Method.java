package dev.adjoint.codegen.emit;

import java.util.List;

/**
 * A generated method.
 *
 * @param counters the names of its int parameters beside {@code rows} and {@code key}
 * @param formula what it computes, for its comment; empty for a part of another
 */
public record Method(String name, List<String> counters, String formula, List<String> body) {}
