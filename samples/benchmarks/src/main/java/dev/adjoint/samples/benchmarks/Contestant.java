package dev.adjoint.samples.benchmarks;

import java.util.function.Supplier;

/** A step under a name, with how often it has run. */
final class Contestant {
    private final String name;
    private final Step step;
    private final double coldSeconds;
    private int steps;

    private Contestant(String name, Step step, double coldSeconds) {
        this.name = name;
        this.step = step;
        this.coldSeconds = coldSeconds;
        this.steps = 1;
    }

    /** Makes a step ready and takes it once, which together are its cold start. */
    static Contestant start(String name, Supplier<Step> maker) {
        long start = System.nanoTime();
        Step step = maker.get();
        step.run();
        return new Contestant(name, step, (System.nanoTime() - start) / 1e9);
    }

    String name() {
        return name;
    }

    /** How long it took to make the step ready, compilation included, and to take it once. */
    double coldSeconds() {
        return coldSeconds;
    }

    /** The loss of a later step: the number-th since the start. */
    float lossOfStep(int number) {
        if (number <= steps) {
            throw new IllegalArgumentException("step " + number + " is over: " + steps + " were taken");
        }
        run(number - steps - 1);
        steps++;
        return step.run();
    }

    void run(int count) {
        for (int i = 0; i < count; i++) {
            step.run();
        }
        steps += count;
    }
}
