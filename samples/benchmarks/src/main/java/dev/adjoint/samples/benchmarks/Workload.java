package dev.adjoint.samples.benchmarks;

import dev.adjoint.api.ConfigurationException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What can be measured. */
enum Workload {
    /** A classifier of small images. */
    W3(new Sizes(784, 128, 10, 64));

    private final Sizes sizes;

    Workload(Sizes sizes) {
        this.sizes = sizes;
    }

    Sizes sizes() {
        return sizes;
    }

    static Workload named(String name) {
        return Arrays.stream(values())
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("there is no workload '" + name + "'; expected "
                        + Arrays.stream(values()).map(Workload::name).collect(Collectors.joining(", "))));
    }
}
