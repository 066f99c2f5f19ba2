package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Program.Assignment;
import dev.adjoint.api.graph.Program.Output;
import dev.adjoint.api.graph.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rewrites programs by rules: constants are computed, common work is shared, scalars are hoisted out of arrays, moves
 * of data are joined, naive forms become stable ones. Leaves stay the same tensors, names stay the same names, and
 * what is made anew inherits the label of what it was made for.
 */
public final class Rewriter {
    private Rewriter() {}

    /** The program in the form that backends get, which is not differentiated any more. */
    public static Program rewrite(Program program) {
        return fixpoint(program, RuleTable.afterDifferentiation());
    }

    /**
     * The program with naive forms made stable, such as log(softmax(x)), so that their derivatives are stable as well:
     * for the forward pass, before it is differentiated.
     */
    public static Program stabilise(Program program) {
        return fixpoint(program, RuleTable.beforeDifferentiation());
    }

    /** The program without what runs of up to so many rows do not need, and with the same bits. */
    public static Program forRows(Program program, int capacity) {
        return fixpoint(program, RuleTable.forRows(capacity));
    }

    private static Program fixpoint(Program program, RuleTable rules) {
        Program current = program;
        while (true) {
            Rewriting rewriting = new Rewriting(rules);
            List<Tensor> rewritten = rewriting.rewrite(current.roots());
            Map<Tensor, Tensor> origins = new HashMap<>(rewriting.origins());
            List<Tensor> roots = UnreadElements.remove(UnusedResults.remove(rewritten, origins), origins);
            if (roots.equals(current.roots())) {
                return current;
            }
            current = with(current, roots, origins);
        }
    }

    private static Program with(Program program, List<Tensor> roots, Map<Tensor, Tensor> origins) {
        List<Output> outputs = new ArrayList<>();
        for (Output output : program.outputs()) {
            outputs.add(new Output(output.name(), roots.get(outputs.size())));
        }
        List<Assignment> assignments = new ArrayList<>();
        for (Assignment assignment : program.assignments()) {
            assignments.add(new Assignment(assignment.variable(), roots.get(outputs.size() + assignments.size())));
        }
        Map<Tensor, String> labels = new HashMap<>();
        for (Tensor tensor : Graph.topological(roots)) {
            program.label(tensor)
                    .or(() -> program.label(origins.getOrDefault(tensor, tensor)))
                    .ifPresent(label -> labels.put(tensor, label));
        }
        return new Program(program.name(), program.inputs(), program.variables(), outputs, assignments, labels);
    }
}
