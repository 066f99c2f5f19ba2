package dev.adjoint.core;

import dev.adjoint.api.ConfigurationException;

/** The limits of configuration values; each failure names the value and the limit. */
public final class Bounds {
    private Bounds() {}

    public static void atLeast(long minimum, long value, String name) {
        require(value >= minimum, name, value, "at least " + minimum);
    }

    public static void finite(double value, String name) {
        require(Double.isFinite(value), name, value, "a finite number");
    }

    public static void positive(double value, String name) {
        require(value > 0 && Double.isFinite(value), name, value, "positive and finite");
    }

    public static void notNegative(double value, String name) {
        require(value >= 0 && Double.isFinite(value), name, value, "finite and not negative");
    }

    /** From 0 to below 1. */
    public static void fraction(double value, String name) {
        require(value >= 0 && value < 1, name, value, "from 0 to below 1");
    }

    /** Above 0, up to 1. */
    public static void positiveShare(double value, String name) {
        require(value > 0 && value <= 1, name, value, "above 0 and at most 1");
    }

    private static void require(boolean holds, String name, Number value, String expected) {
        if (!holds) {
            throw new ConfigurationException(name + " must be " + expected + ", but was " + value);
        }
    }
}
