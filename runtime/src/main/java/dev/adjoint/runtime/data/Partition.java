package dev.adjoint.runtime.data;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.DataException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How the rows of one file become a training and a test part. Whole numbers are counts: the first {@code train} rows
 * and the last {@code test} rows, in their order. Numbers below 1 are fractions of the rows, drawn at random.
 *
 * @param train the rows to train on; 0 for all that are not tested on
 * @param test the rows to test on; 0 for none
 * @param seed what the random draw is derived from
 */
public record Partition(double train, double test, long seed) {
    /** All rows are trained on. */
    public static final Partition NONE = new Partition(0, 0, 0);

    public Partition {
        check(train, test);
    }

    /** Throws if the two parts make no sense together. */
    static void check(double train, double test) {
        expectPart("train", train);
        expectPart("test", test);
        if (train > 0 && test > 0 && isFraction(train) != isFraction(test)) {
            throw new ConfigurationException("train is " + train + " and test is " + test
                    + "; expected two numbers of rows or two fractions below 1");
        }
        if (isFraction(train) && isFraction(test) && train + test > 1 + 1e-9) {
            throw new ConfigurationException(
                    "train is " + train + " and test is " + test + "; expected fractions that add up to at most 1");
        }
    }

    private static void expectPart(String name, double value) {
        if (!(value >= 0) || value >= 1 && (value != Math.rint(value) || value > Integer.MAX_VALUE)) {
            throw new ConfigurationException(
                    name + " is " + value + "; expected a whole number of rows, or a fraction below 1");
        }
    }

    private static boolean isFraction(double value) {
        return value > 0 && value < 1;
    }

    /** The numbers of the rows of each part. */
    public record Parts(int[] train, int[] test) {}

    /**
     * The parts for a number of rows.
     *
     * @throws DataException if there are not enough rows
     */
    public Parts of(int size) {
        int[] rows = IntStream.range(0, size).toArray();
        if (isFraction(train) || isFraction(test)) {
            SplitMix64.of(seed, "partition").shuffle(rows);
        }
        int testing = count(test, size);
        int training =
                train == 0 ? size - testing : Math.min(count(train, size), isFraction(train) ? size - testing : size);
        if ((long) training + testing > size || training < 1) {
            throw new DataException("cannot take " + (train == 0 ? "any" : training) + " rows to train on and "
                    + testing + " to test on from " + size + (size == 1 ? " row" : " rows"));
        }
        return new Parts(Arrays.copyOf(rows, training), Arrays.copyOfRange(rows, size - testing, size));
    }

    private static int count(double part, int size) {
        return (int) Math.round(isFraction(part) ? part * size : part);
    }
}
