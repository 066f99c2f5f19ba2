package dev.adjoint.samples.benchmarks.measure;

import dev.adjoint.samples.benchmarks.workload.Workload;
import java.util.Optional;

/** A library that networks can be trained with, and how the workloads are stated in it. */
public interface Library {
    /** One lower-case word. */
    String name();

    /** Why it cannot state a workload; empty where it can. */
    Optional<String> refusal(Workload workload);

    /** In what it differs from a workload that it can state in part; empty where it computes the same numbers. */
    default Optional<String> variation(Workload workload) {
        return Optional.empty();
    }

    /** Makes a workload ready to run on so many threads. */
    Step open(Workload workload, int threads);
}
