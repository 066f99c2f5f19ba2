package dev.adjoint.codegen.emit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
            return calls.stream().anyMatch(call -> call.conflicts(later));
        }

        /** Plugins' kernels never run at the same time as each other, and no loop's do. */
        boolean isBound() {
            return calls.stream()
                            .flatMap(call -> call.times().stream())
                            .anyMatch(group -> group.loop() != null || CallEmitter.isCall(group))
                    || microseconds() < LEAST_MICROSECONDS;
        }

        double microseconds() {
            return calls.stream().mapToDouble(CrewCall::microseconds).sum();
        }
    }

    private final List<CrewCall> phase;
    private final Map<CrewCall, Integer> threadOf = new HashMap<>();
    /** How many microseconds each thread has to do. */
    private final double[] busy;

    /** Chooses the thread for each call of a phase that is not divided. */
    LoneCalls(List<CrewCall> phase, int threads) {
        this.phase = phase;
        this.busy = new double[threads];
        List<Chain> chains = chains(phase);
        chains.stream().filter(Chain::isBound).forEach(chain -> give(chain, 0));
        chains.stream()
                .filter(chain -> !chain.isBound())
                .sorted(Comparator.comparingDouble(Chain::microseconds).reversed())
                .forEach(chain -> give(chain, leastBusy()));
    }

    /** The calls of a thread, in the order of the phase. */
    List<CrewCall> of(int thread) {
        return phase.stream()
                .filter(call -> threadOf.getOrDefault(call, -1) == thread)
                .toList();
    }

    /** The microseconds of the thread that has most to do. */
    double microseconds() {
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

    private void give(Chain chain, int thread) {
        chain.calls().forEach(call -> threadOf.put(call, thread));
        busy[thread] += chain.microseconds();
    }

    private int leastBusy() {
        int least = 0;
        for (int thread = 1; thread < busy.length; thread++) {
            if (busy[thread] < busy[least]) {
                least = thread;
            }
        }
        return least;
    }
}
