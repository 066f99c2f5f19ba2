package dev.adjoint.samples.benchmarks.measure;

import java.util.Locale;
import java.util.function.Supplier;

/** A step under a name, with what its start took. */
public final class Contestant {
    private final String name;
    private final Step step;
    private final float firstResult;
    private final double coldSeconds;

    private Contestant(String name, Step step, float firstResult, double coldSeconds) {
        this.name = name;
        this.step = step;
        this.firstResult = firstResult;
        this.coldSeconds = coldSeconds;
    }

    /** Makes a step ready and takes it once; what other contestants of this process took before does not count. */
    public static Contestant start(String name, double secondsOfOthers, Supplier<Step> maker) {
        Step step = maker.get();
        step.run();
        double cold = ProcessTime.seconds() - secondsOfOthers;
        return new Contestant(name, step, step.result()[0], cold);
    }

    public String name() {
        return name;
    }

    public Step step() {
        return step;
    }

    /** The time from the start of the process to the end of the first step. */
    public double coldSeconds() {
        return coldSeconds;
    }

    /** The loss of the very first step, which no compiled code has taken part in, or the first number predicted. */
    public float firstResult() {
        return firstResult;
    }

    void run(int count) {
        for (int i = 0; i < count; i++) {
            step.run();
        }
    }

    /**
     * Checks that training has come to something.
     *
     * @throws DisagreementException if the loss is not below the first
     */
    public void expectToHaveLearned() {
        float last = step.result()[0];
        if (!(last < firstResult)) {
            throw new DisagreementException(String.format(
                    Locale.ROOT,
                    "the loss of %s was %s in the first step and is %s in the last; expected it to fall",
                    name,
                    firstResult,
                    last));
        }
    }
}
