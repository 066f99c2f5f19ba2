package dev.adjoint.samples.benchmarks.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where a number above zero lies on a logarithmic axis. */
record LogAxis(double least, double most, double from, double to) {
    /** An axis of whole powers of ten that holds all values. */
    static LogAxis decades(List<Double> values, double from, double to) {
        double least = values.stream().mapToDouble(Math::log10).min().orElse(0);
        double most = values.stream().mapToDouble(Math::log10).max().orElse(1);
        double low = Math.floor(least);
        double high = Math.max(low + 1, Math.ceil(most));
        return new LogAxis(Math.pow(10, low), Math.pow(10, high), from, to);
    }

    double at(double value) {
        double share = Math.log(value / least) / Math.log(most / least);
        return from + Math.max(0, Math.min(1, share)) * (to - from);
    }

    /** The powers of ten from the least to the most. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (double power = Math.ceil(Math.log10(least) - 1e-9); power <= Math.log10(most) + 1e-9; power++) {
            ticks.add(Math.pow(10, power));
        }
        return ticks;
    }

    static String label(double value) {
        return value >= 1 ? String.format(Locale.ROOT, "%,.0f", value) : String.valueOf((float) value);
    }
}
