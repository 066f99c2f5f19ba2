package dev.adjoint.samples.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Contestants take turns, so that what slows the machine down for a while slows all of them.
 *
 * @param warmUp how many steps each takes beforehand
 * @param count how many turns each has
 * @param steps how many steps a turn has
 */
record Rounds(int warmUp, int count, int steps) {
    /** The timings in the order of the contestants. */
    List<Timing> run(List<Contestant> contestants) {
        for (int done = 0; done < warmUp; done += steps) {
            contestants.forEach(contestant -> contestant.run(steps));
        }
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] allocated = new long[contestants.size()];
        List<List<Double>> micros = new ArrayList<>();
        contestants.forEach(contestant -> micros.add(new ArrayList<>()));
        for (int round = 0; round < count; round++) {
            for (int i = 0; i < contestants.size(); i++) {
                long before = memory.getCurrentThreadAllocatedBytes();
                long start = System.nanoTime();
                contestants.get(i).run(steps);
                double nanos = System.nanoTime() - start;
                allocated[i] += memory.getCurrentThreadAllocatedBytes() - before;
                micros.get(i).add(nanos / 1e3 / steps);
            }
        }
        List<Timing> timings = new ArrayList<>();
        for (int i = 0; i < contestants.size(); i++) {
            timings.add(new Timing(micros.get(i), (double) allocated[i] / count / steps));
        }
        return timings;
    }
}
