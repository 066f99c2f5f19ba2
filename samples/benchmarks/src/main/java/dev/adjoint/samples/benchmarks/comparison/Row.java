package dev.adjoint.samples.benchmarks.comparison;

import dev.adjoint.samples.benchmarks.measure.Result;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A line of the table.
 *
 * @param ours what generated code took for the same workload in the same run
 * @param download bytes of jars
 * @param numbers how its first losses, or its prediction, compare with those of generated code
 */
record Row(Result result, Result ours, long download, Numbers numbers) {
    /** Whether two compute the same. */
    enum Numbers {
        /** The same but for rounding. */
        SAME,
        /** Others, as was to be expected of another network or update. */
        OTHER,
        /** Others, which were to be the same. */
        WRONG
    }

    static final List<String> HEAD = List.of(
            "workload",
            "contestant",
            "us/step",
            "predicted us",
            "times ours",
            "of FMA peak",
            "bytes moved",
            "alloc B/step",
            "cold s",
            "warm s",
            "download MB",
            "numbers");

    /** How many times as long as generated code it takes. */
    double ratio() {
        return result.median() / ours.median();
    }

    /** Operations and bytes are those of the mathematics: the same for all. */
    List<String> cells() {
        double flops = ours.figure("flops").orElse(Double.NaN);
        double peak = ours.figure("peak").orElse(Double.NaN);
        return List.of(
                result.workload(),
                result.contestant(),
                text("%,.2f", OptionalDouble.of(result.median())),
                text("%,.2f", result.figure("predicted")),
                text("%.2f", OptionalDouble.of(ratio())),
                text("%.1f %%", OptionalDouble.of(100 * flops / result.median() / 1e3 / peak)),
                text("%,.0f", ours.figure("bytes")),
                text("%,.0f", result.figure("allocB/step")),
                text("%.2f", result.figure("cold")),
                text("%.2f", result.figure("warm")),
                text("%.1f", OptionalDouble.of(download / 1e6)),
                numbers.name().toLowerCase(Locale.ROOT));
    }

    private static String text(String format, OptionalDouble value) {
        return value.isPresent() && !Double.isNaN(value.getAsDouble())
                ? String.format(Locale.ROOT, format, value.getAsDouble())
                : "-";
    }
}
