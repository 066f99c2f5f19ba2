package dev.adjoint.codegen.index;

/** What an {@link Affine} index is a sum of multiples of. */
public sealed interface Atom {
    /** A loop counter, from 0 to extent - 1. */
    record Counter(String name, Size extent) implements Atom {
        @Override
        public boolean equals(Object other) {
            return other instanceof Counter counter && name.equals(counter.name) && extent.equals(counter.extent);
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + extent.hashCode();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** An int that is computed while the program runs, such as an index read from a tensor, below the extent. */
    record Computed(String name, Size extent) implements Atom {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The whole part of a quotient of non-negative numbers. */
    record Quotient(Affine dividend, Size divisor) implements Atom {
        @Override
        public String toString() {
            return "(" + dividend.parenthesised() + " / " + parenthesised(divisor) + ")";
        }
    }

    /** The remainder of that division. */
    record Remainder(Affine dividend, Size divisor) implements Atom {
        @Override
        public String toString() {
            return "(" + dividend.parenthesised() + " % " + parenthesised(divisor) + ")";
        }
    }

    private static String parenthesised(Size size) {
        return size.toString().contains(" ") ? "(" + size + ")" : size.toString();
    }

    /** The largest value for a number of rows. */
    default long largest(long rows) {
        if (this instanceof Counter counter) {
            return counter.extent().at(rows) - 1;
        }
        if (this instanceof Computed computed) {
            return computed.extent().at(rows) - 1;
        }
        if (this instanceof Quotient quotient) {
            return quotient.dividend().largest(rows) / quotient.divisor().at(rows);
        }
        Remainder remainder = (Remainder) this;
        return Math.min(remainder.divisor().at(rows) - 1, remainder.dividend().largest(rows));
    }
}
