package dev.adjoint.codegen;

import dev.adjoint.api.DataException;

/** Checks that generated code makes on data. */
public final class Checks {
    private Checks() {}

    /**
     * A value as an index into an axis.
     *
     * @throws DataException if it is not a whole number from 0 to size - 1
     */
    public static int index(float value, int size) {
        int index = (int) value;
        if (index != value || index < 0 || index >= size) {
            throw new DataException("index " + value
                    + " is not in the axis it picks from; expected a whole number from 0 to " + (size - 1));
        }
        return index;
    }
}
