package dev.adjoint.samples.quickstart;

import dev.adjoint.runtime.train.Epoch;
import dev.adjoint.runtime.train.Listener;
import dev.adjoint.runtime.train.Progress;
import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A line for each epoch; where someone watches, a bar that moves takes its place until the epoch is over. */
final class ProgressLines implements Listener {
    private static final int WIDTH = 78;
    private static final int STILL_WIDTH = 16;
    private static final int STEPS_PER_MESSAGE = 10;

    private final PrintStream out;
    private final boolean watched;
    private final int epochs;
    private @Nullable ProgressBar bar;

    /**
     * Lines that have not been begun.
     *
     * @param watched whether the output is a terminal
     * @param epochs how many there will be
     */
    ProgressLines(PrintStream out, boolean watched, int epochs) {
        this.out = out;
        this.watched = watched;
        this.epochs = epochs;
    }

    @Override
    public void onEpochStart(Progress progress) {
        if (watched) {
            bar = new ProgressBarBuilder()
                    .setTaskName(label(progress.epoch()))
                    .setInitialMax(progress.rowsPerEpoch())
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new DelegatingProgressBarConsumer(line -> out.print('\r' + line), WIDTH))
                    .setUpdateIntervalMillis(100)
                    .hideEta()
                    .build();
        }
    }

    @Override
    public void onStep(Progress progress) {
        ProgressBar current = bar;
        if (current != null) {
            current.stepTo(progress.rows());
            if (progress.step() % STEPS_PER_MESSAGE == 0) {
                current.setExtraMessage(String.format(
                        Locale.ROOT, " loss %.4f  %,.0f samples/s", progress.meanLoss(), progress.samplesPerSecond()));
            }
        }
    }

    @Override
    public void onEpochEnd(Epoch epoch) {
        ProgressBar current = bar;
        if (current != null) {
            current.close();
            out.print('\r' + " ".repeat(WIDTH) + '\r');
        }
        out.printf(
                Locale.ROOT,
                "%s [%s]  loss %.4f  accuracy %.4f  %,7.0f samples/s%n",
                label(epoch.number()),
                stillBar(epoch.number()),
                epoch.loss(),
                epoch.validation().get("accuracy"),
                epoch.samplesPerSecond());
    }

    private String label(int epoch) {
        return String.format(Locale.ROOT, "epoch %2d/%d", epoch, epochs);
    }

    /** How much of the training is over, in a bar that stands still. */
    private String stillBar(int epoch) {
        int done = STILL_WIDTH * epoch / epochs;
        return "=".repeat(done) + " ".repeat(STILL_WIDTH - done);
    }
}
