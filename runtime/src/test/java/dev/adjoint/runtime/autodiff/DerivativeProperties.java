package dev.adjoint.runtime.autodiff;

import dev.adjoint.runtime.RandomGraph;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DerivativeProperties {
    @Property(tries = 100)
    void forwardModeIsTheTransposeOfReverseMode(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int rows) {
        RandomGraph graph = new RandomGraph(seed, 30);
        new Derivative(graph.outputs(), graph.leaves(), graph.point(rows), rows)
                .forwardModeIsTheTransposeOfReverseMode();
    }
}
