package dev.adjoint.samples.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * Contestants take turns, so that what slows the machine down for a while slows all of them. A turn is as many steps as
 * take about the same time for each.
 *
 * @param warmUpSeconds how long each runs beforehand
 * @param count how many turns each has that count
 * @param seconds how long a turn takes
 */
public record Rounds(double warmUpSeconds, int count, double seconds) {
    private static final int COUNT = 15;
    private static final double LONGEST_WARM_UP = 6;
    private static final double WARM_UP_TURN = 0.02;
    /** A step counts as warm when it takes this much of its final time, and those that follow do on average. */
    private static final double WARM = 1.15;

    private static final int TURNS_THAT_FOLLOW = 5;

    /** Rounds that take about so many seconds for each contestant, after a warm-up of at most twice as many. */
    public static Rounds ofSeconds(double seconds) {
        return new Rounds(Math.min(LONGEST_WARM_UP, 2 * seconds), COUNT, seconds / COUNT);
    }

    /** A turn of the warm-up: when it was over, and what a step took. */
    private record Turn(double end, double micros) {}

    /** The timings in the order of the contestants. */
    public List<Timing> run(List<Contestant> contestants) {
        List<List<Turn>> warmUps = contestants.stream().map(this::warmUp).toList();
        List<List<Double>> micros = new ArrayList<>();
        long[] allocated = new long[contestants.size()];
        long[] taken = new long[contestants.size()];
        int[] steps = new int[contestants.size()];
        for (int i = 0; i < steps.length; i++) {
            List<Turn> turns = warmUps.get(i);
            steps[i] = steps(seconds, turns.get(turns.size() - 1).micros);
            micros.add(new ArrayList<>());
        }
        AllocatedBytes bytes = new AllocatedBytes();
        for (int round = 0; round < count; round++) {
            for (int i = 0; i < steps.length; i++) {
                bytes.start();
                double time = time(contestants.get(i), steps[i]);
                allocated[i] += bytes.sinceStart();
                taken[i] += steps[i];
                micros.get(i).add(time);
                steps[i] = steps(seconds, time);
            }
        }
        List<Timing> timings = new ArrayList<>();
        for (int i = 0; i < steps.length; i++) {
            double median = new Timing(micros.get(i), 0, 0).median();
            timings.add(
                    new Timing(micros.get(i), (double) allocated[i] / taken[i], warmSeconds(warmUps.get(i), median)));
        }
        return timings;
    }

    private List<Turn> warmUp(Contestant contestant) {
        List<Turn> turns = new ArrayList<>();
        double end = ProcessTime.seconds() + warmUpSeconds;
        int steps = 1;
        do {
            double micros = time(contestant, steps);
            turns.add(new Turn(ProcessTime.seconds(), micros));
            steps = Math.min(2 * steps, steps(WARM_UP_TURN, micros));
        } while (turns.get(turns.size() - 1).end < end);
        return turns;
    }

    /** Microseconds a step. */
    private static double time(Contestant contestant, int steps) {
        long start = System.nanoTime();
        contestant.run(steps);
        return (System.nanoTime() - start) / 1e3 / steps;
    }

    private static int steps(double seconds, double micros) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE / 2, 1e6 * seconds / micros));
    }

    private static double warmSeconds(List<Turn> turns, double median) {
        for (int i = 0; i < turns.size(); i++) {
            List<Turn> following = turns.subList(i, Math.min(turns.size(), i + TURNS_THAT_FOLLOW));
            double mean = following.stream().mapToDouble(Turn::micros).average().orElse(0);
            if (turns.get(i).micros <= WARM * median && mean <= WARM * median) {
                return turns.get(i).end;
            }
        }
        return turns.get(turns.size() - 1).end;
    }
}
