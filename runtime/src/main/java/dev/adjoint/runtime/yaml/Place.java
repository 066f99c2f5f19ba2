package dev.adjoint.runtime.yaml;

import org.snakeyaml.engine.v2.exceptions.Mark;

/** A place in a text; lines and columns count from 1. Its text form is {@code model.yaml:3:7}. */
public record Place(String source, int line, int column) {
    static Place of(String source, Mark mark) {
        return new Place(source, mark.getLine() + 1, mark.getColumn() + 1);
    }

    @Override
    public String toString() {
        return source + ":" + line + ":" + column;
    }
}
