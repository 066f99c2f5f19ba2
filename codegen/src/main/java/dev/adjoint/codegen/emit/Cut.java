package dev.adjoint.codegen.emit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a contraction is cut into tiles and divided among threads, as far as that is free: no choice changes a bit of the
 * result.
 *
 * @param fromRight whether the right operand gives the vectors
 * @param rows the most rows of a tile
 * @param vectors the vectors across a tile
 * @param packed whether the operand that gives the vectors is copied first, so that those of a panel stand one behind the
 *     other
 * @param factors whether the other operand is copied first, so that the factors of a tile stand side by side
 * @param split the loop that threads divide; empty for the one that suits most machines
 */
public record Cut(boolean fromRight, int rows, int vectors, boolean packed, boolean factors, String split) {
    private static final Pattern TEXT =
            Pattern.compile("(right|left) (\\d{1,3})x(\\d{1,3})( packed)?( factors)?(?: by (\\w{1,20}))?");

    /** A cut that threads divide as suits most machines. */
    public Cut(boolean fromRight, int rows, int vectors, boolean packed, boolean factors) {
        this(fromRight, rows, vectors, packed, factors, "");
    }

    /** The cut that a text names, as {@link #toString} writes it; empty if it names none. */
    public static Optional<Cut> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new Cut(
                        parts.group(1).equals("right"),
                        Integer.parseInt(parts.group(2)),
                        Integer.parseInt(parts.group(3)),
                        parts.group(4) != null,
                        parts.group(5) != null,
                        Optional.ofNullable(parts.group(6)).orElse("")))
                : Optional.empty();
    }

    /** Another shape of the tiles. */
    Cut withShape(int newRows, int newVectors) {
        return new Cut(fromRight, newRows, newVectors, packed, factors, split);
    }

    /** Other copies. */
    Cut withCopies(boolean newPacked, boolean newFactors) {
        return new Cut(fromRight, rows, vectors, newPacked, newFactors, split);
    }

    /** Divided along another loop. */
    public Cut withSplit(String loop) {
        return new Cut(fromRight, rows, vectors, packed, factors, loop);
    }

    /** Whether the tiles have the shape of another cut's. */
    public boolean hasShapeOf(Cut other) {
        return rows == other.rows && vectors == other.vectors;
    }

    /** Whether the operands are used as in another cut. */
    public boolean hasOperandsOf(Cut other) {
        return equals(new Cut(other.fromRight, rows, vectors, other.packed, other.factors, split));
    }

    /** As in {@code right 4x2 packed by m}. */
    @Override
    public String toString() {
        return (fromRight ? "right " : "left ") + rows + "x" + vectors + (packed ? " packed" : "")
                + (factors ? " factors" : "") + (split.isEmpty() ? "" : " by " + split);
    }
}
