package dev.adjoint.cli;

import dev.adjoint.runtime.train.Epoch;
import dev.adjoint.runtime.train.Listener;
import dev.adjoint.runtime.train.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows training to people: a bar that moves on a terminal, and a line for each epoch. */
final class TrainingDisplay implements Listener {
    private static final int WIDTH = 78;
    private static final long NANOS_BETWEEN = 100_000_000;

    private final PrintWriter err;
    private final boolean bar;
    private final int epochs;
    private @Nullable ProgressBar current;
    private long shown;

    /**
     * A display.
     *
     * @param bar whether a bar is shown while an epoch runs
     * @param epochs how many epochs there are at most; 0 where nobody knows
     */
    TrainingDisplay(PrintWriter err, boolean bar, int epochs) {
        this.err = err;
        this.bar = bar;
        this.epochs = epochs;
    }

    @Override
    public void onEpochStart(Progress progress) {
        if (bar) {
            current = new ProgressBarBuilder()
                    .setTaskName(epoch(progress.epoch()))
                    .setInitialMax(progress.rowsPerEpoch())
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis((int) (NANOS_BETWEEN / 1_000_000))
                    .setConsumer(new DelegatingProgressBarConsumer(this::show, WIDTH))
                    .hideEta()
                    .build();
        }
    }

    @Override
    public void onStep(Progress progress) {
        long now = System.nanoTime();
        if (current != null && now - shown >= NANOS_BETWEEN) {
            shown = now;
            current.stepTo(progress.rows());
            current.setExtraMessage(
                    text("loss %s  %,.0f samples/s", number(progress.meanLoss()), progress.samplesPerSecond()));
        }
    }

    @Override
    public void onEpochEnd(Epoch epoch) {
        close();
        String validation = epoch.validation().entrySet().stream()
                .map(result -> "  validation " + result(result))
                .collect(Collectors.joining());
        err.println(epoch(epoch.number())
                + text("  loss %s", number(epoch.loss()))
                + validation
                + text("  %s  %,.0f samples/s", seconds(epoch.seconds()), epoch.samplesPerSecond()));
    }

    /** Takes the bar away, if there is one. */
    void close() {
        if (current != null) {
            current.close();
            current = null;
            show(" ".repeat(WIDTH));
            show("");
        }
    }

    /** A result by name, {@code accuracy 0.9520}. */
    static String result(Map.Entry<String, Double> result) {
        return text("%s %s", result.getKey(), number(result.getValue()));
    }

    /** With four decimals, {@code 0.0523}; what is too large or too small for them as {@code 5.8900e+29}. */
    static String number(double value) {
        double size = Math.abs(value);
        return text(size >= 1e6 || size > 0 && size < 1e-3 ? "%.4e" : "%.4f", value);
    }

    static String seconds(double seconds) {
        return seconds < 60
                ? text("%.2f s", seconds)
                : text(
                        "%d:%02d min",
                        (long) seconds / 60, Duration.ofSeconds((long) seconds).toSecondsPart());
    }

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private void show(String line) {
        err.print("\r" + line);
        err.flush();
    }

    private String epoch(int number) {
        return epochs == 0 ? "epoch " + number : "epoch " + number + "/" + epochs;
    }
}
