package dev.adjoint.codegen.emit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Which thread makes a call that is not divided. Those of one phase that need nothing of each other are made at the same
 * time, the longest first, each by the thread that has least to do until then.
 */
final class LoneCalls {
    /** A shorter call is made by the first thread: another one fetches from it what the call reads. */
    private static final double LEAST_MICROSECONDS = 1;

    /** Calls that one thread makes one after the other. */
    private record Chain(List<CrewCall> calls) {
        boolean conflicts(CrewCall later) {
            return calls.stream().anyMatch(call -> CrewPhases.isConflict(call, later));
        }

        /** Plugins' kernels never run at the same time as each other, and no loop's do. */
        boolean isBound() {
            return calls.stream().anyMatch(call -> call.time().loop() != null || CallEmitter.isCall(call.time()))
                    || microseconds() < LEAST_MICROSECONDS;
        }

        double microseconds() {
            return calls.stream().mapToDouble(CrewCall::microseconds).sum();
        }
    }

    private LoneCalls() {}

    /**
     * Chooses the thread for each call of a phase that is not divided.
     *
     * @return the microseconds of the thread that has most to do
     */
    static double spread(List<CrewCall> phase, int threads) {
        double[] busy = new double[threads];
        List<Chain> chains = chains(phase);
        chains.stream().filter(Chain::isBound).forEach(chain -> give(chain, 0, busy));
        chains.stream()
                .filter(chain -> !chain.isBound())
                .sorted(Comparator.comparingDouble(Chain::microseconds).reversed())
                .forEach(chain -> give(chain, leastBusy(busy), busy));
        return Arrays.stream(busy).max().orElse(0);
    }

    private static List<Chain> chains(List<CrewCall> phase) {
        List<Chain> chains = new ArrayList<>();
        for (CrewCall call : phase) {
            if (!call.isDivided()) {
                List<Chain> before =
                        chains.stream().filter(chain -> chain.conflicts(call)).toList();
                chains.removeAll(before);
                List<CrewCall> all = new ArrayList<>();
                before.forEach(chain -> all.addAll(chain.calls()));
                all.add(call);
                chains.add(new Chain(all));
            }
        }
        return chains;
    }

    private static void give(Chain chain, int thread, double[] busy) {
        chain.calls().forEach(call -> call.runOn(thread));
        busy[thread] += chain.microseconds();
    }

    private static int leastBusy(double[] busy) {
        int least = 0;
        for (int thread = 1; thread < busy.length; thread++) {
            if (busy[thread] < busy[least]) {
                least = thread;
            }
        }
        return least;
    }
}
