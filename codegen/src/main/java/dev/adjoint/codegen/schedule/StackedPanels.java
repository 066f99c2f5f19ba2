package dev.adjoint.codegen.schedule;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Concat;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Pick;
import dev.adjoint.api.op.Scan;
import dev.adjoint.api.op.Sum;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * The panels in which a loop stacks up the gradients of its gates, step by step. Contracted over all steps and rows they
 * give the gradient of weights that stand in panels: all tiles of a panel read the same few vectors of each row. If these
 * stand one behind the other from the beginning, nobody copies them.
 */
final class StackedPanels {
    private final Function<Tensor, List<Tensor>> users;
    private final ToIntFunction<Tensor> panel;

    /**
     * @param users who reads a tensor
     * @param panel the width of the panels in which a tensor stands, or 0
     */
    StackedPanels(Function<Tensor, List<Tensor>> users, ToIntFunction<Tensor> panel) {
        this.users = users;
        this.panel = panel;
    }

    /** The width of the panels for what a loop stacks up, if all who read it can read panels, and some want them. */
    Optional<Integer> of(Tensor stacked) {
        if (!(stacked.op() instanceof Pick pick && stacked.input(0).op() instanceof Scan scan)
                || pick.index() < scan.carries()
                || stacked.shape().last() < PanelWidth.FAR) {
            return Optional.empty();
        }
        Set<Integer> widths = users.apply(stacked).stream()
                .filter(user -> sumsUp(user, stacked))
                .map(panel::applyAsInt)
                .collect(Collectors.toSet());
        Tensor step = scan.body().outputs().get(pick.index());
        Optional<Integer> only = widths.size() == 1 ? widths.stream().findFirst() : Optional.empty();
        return only.filter(
                width -> width > 0 && isMadeOf(step, width) && areReadInPanels(stacked) && areReadInPanels(step));
    }

    /** Whether a contraction runs over all rows of a tensor, and its columns are those of the result. */
    private static boolean sumsUp(Tensor user, Tensor tensor) {
        int last = tensor.shape().rank() - 1;
        return user.op() instanceof Dot dot
                && user.input(1) == tensor
                && dot.rightContract().size() == last
                && dot.rightFree(tensor.shape().rank()).equals(List.of(last));
    }

    /** Whether all that a tensor is put together of are whole panels. */
    static boolean isMadeOf(Tensor tensor, int width) {
        return tensor.op() instanceof Concat concat
                        && concat.axis() == tensor.shape().rank() - 1
                ? tensor.inputs().stream().allMatch(part -> hasWholePanels(part.shape(), width))
                : hasWholePanels(tensor.shape(), width);
    }

    private static boolean hasWholePanels(Shape shape, int width) {
        return shape.last() % width == 0;
    }

    private boolean areReadInPanels(Tensor tensor) {
        return users.apply(tensor).stream()
                .allMatch(user -> user.op() instanceof Dot
                        || user.op() instanceof Sum sum
                                && sum.axis() < tensor.shape().rank() - 1);
    }
}
