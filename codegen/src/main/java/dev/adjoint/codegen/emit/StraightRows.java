package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finishes and stores the result of a contraction after which there is too much to do for the registers of a tile, such as
 * an optimizer's step with a gradient. What is done with a panel finds its sums in the nearest caches, and no array holds
 * all of them.
 *
 * <pre>
 * for (int i = 0; i &lt; 32768; i += 16) {
 *   FloatVector sumsVector = FloatVector.fromArray(FLOATS, sums, i);
 *   FloatVector t = mVector.mul(0.9f).add(sumsVector.mul(0.1f));
 *   ...
 * }
 * </pre>
 */
record StraightRows(Schedule schedule, Group group, WaitingSums sums) implements PanelFinish {
    /** Whether there is so much to do, and the elements of a tile's vector stand side by side. */
    static boolean suit(Group group, Tiling tiling) {
        return group.isFinishedLater() && !tiling.scattered();
    }

    @Override
    public List<Method> methods(
            String name, String restName, List<String> arguments, Affine panel, int columns, boolean divided) {
        KernelContext kernel = new KernelContext(schedule, group, tiling().target());
        Optional<Atom.Counter> down = tiling().down();
        Atom.Counter column = new Atom.Counter("j", new Size(columns, 0));
        Scope root = kernel.root();
        List<Atom.Counter> counters = new ArrayList<>(down.stream().toList());
        counters.add(column);
        Axes axes = new Axes(counters, counters.stream().map(Affine::of).toList());
        if (divided) {
            root = Blocks.loop(root, down.orElseThrow(), "from", "to");
            kernel.expressions().enter(down.orElseThrow(), root);
            counters = List.of(column);
        } else {
            List<Affine> offsets = new ArrayList<>(kernel.offsets(at(axes, panel)));
            offsets.add(waiting(axes, panel));
            List<Size> extents = counters.stream().map(Atom.Counter::extent).toList();
            axes = Axes.join(axes.at(), extents, offsets, "i");
            counters = axes.counters();
        }
        Scope inner = MapEmitter.open(kernel, root, counters);
        List<Affine> at = at(axes, panel);
        Code total = kernel.expressions().vector(sums.array(), waiting(axes, panel));
        kernel.expressions().give(tiling().contraction().result(), at, total);
        kernel.storeAll(inner, at);
        kernel.close(inner, kernel.root());
        return List.of(new Method(name, arguments, "", kernel.root().write()));
    }

    private Tiling tiling() {
        return sums.tiling();
    }

    /** The position in the result of an element of the panel. */
    private List<Affine> at(Axes axes, Affine panel) {
        Affine column = axes.at().get(axes.at().size() - 1);
        return tiling().contraction().at().stream()
                .map(position -> tiling().along(inRow(axes, position), panel, column))
                .toList();
    }

    /** Where the sum of an element of the panel waits. */
    private Affine waiting(Axes axes, Affine panel) {
        Affine column = axes.at().get(axes.at().size() - 1);
        return inRow(axes, sums.at(panel)).plus(column);
    }

    private Affine inRow(Axes axes, Affine position) {
        return tiling().down()
                .map(counter -> position.substitute(counter, axes.at().get(0)))
                .orElse(position);
    }
}
