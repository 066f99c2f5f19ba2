package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Scan;
import java.util.List;
import java.util.Optional;

/** The steps of a loop are rewritten as any graph, after what enters them has been made as small as it can be. */
final class LoopBodies {
    private final RuleTable rules;

    LoopBodies(RuleTable rules) {
        this.rules = rules;
    }

    Optional<Tensor> rewrite(Scan scan, Tensor loop) {
        LoopEntrances entrances = LoopEntrances.of(scan, loop);
        boolean smaller = !entrances.inputs().equals(loop.inputs());
        Graph body = smaller ? entrances.body() : scan.body();
        List<Tensor> outputs = new Rewriting(rules).rewrite(body.outputs());
        if (!smaller && outputs.equals(body.outputs())) {
            return Optional.empty();
        }
        Scan rewritten = new Scan(
                new Graph(body.inputs(), outputs),
                smaller ? entrances.invariants() : scan.invariants(),
                scan.carries(),
                scan.length(),
                scan.reverse());
        return Optional.of(Tensor.of(rewritten, smaller ? entrances.inputs() : loop.inputs()));
    }
}
