package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Fold;
import dev.adjoint.codegen.emit.Code.Type;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Windows added back: for each element, the windows that it lies in, in the order of its place in them. */
final class FoldEmitter implements KernelEmitter {
    @Override
    public List<Method> emit(Schedule schedule, Group group, Target target, String name, List<String> counters) {
        KernelContext kernel = new KernelContext(schedule, group, target);
        Tensor result = Objects.requireNonNull(group.anchor());
        Tensor input = result.input(0);
        Fold fold = (Fold) result.op();
        Axes axes = Axes.separate(result.shape(), "i");
        Atom.Counter folded = new Atom.Counter("i" + fold.axis(), Size.ofAxis(fold.length()));
        boolean alongFolded = !axes.counters().isEmpty()
                && axes.counters().get(axes.counters().size() - 1).equals(folded);
        if (target.hasVectors() && alongFolded) {
            throw new NotVectorizable("the folded axis is the innermost one");
        }
        Scope scope = MapEmitter.open(kernel, axes);
        boolean vectors = !kernel.isPlain();
        Code total = vectors
                ? kernel.variable(scope, Type.FLOATS, "total", "FloatVector.zero(FLOATS)")
                : kernel.variable(scope, Type.FLOAT, "total", "0f");
        Atom.Counter place = new Atom.Counter("k", Size.ofAxis(input.shape().size(fold.axis() + 1)));
        Scope loop = kernel.loops(scope, List.of(place));
        Affine start = axes.at().get(fold.axis()).minus(Affine.of(place).times(fold.dilation()));
        loop.line("int start = " + start + ";");
        loop.line("int position = start / " + fold.stride() + ";");
        int positions = input.shape().size(fold.axis());
        loop.line("boolean meets = start >= 0 && position * " + fold.stride() + " == start && position < " + positions
                + ";");
        Atom position = new Atom.Computed("position", Size.ofAxis(positions));
        List<Affine> at = new ArrayList<>(axes.at());
        at.set(fold.axis(), Affine.of(position));
        at.add(fold.axis() + 1, Affine.of(place));
        if (vectors) {
            // Adds +0, which changes no sum that began at +0, where there is nothing to add: C2 of JDK 17 makes an
            // object of each partial sum that a branch may leave as it was.
            loop.line("position = meets ? position : 0;");
            kernel.expressions().enter(position, loop);
            Code value =
                    kernel.expressions().vector().broadcast(kernel.expressions().number(input, at));
            loop.line(
                    total.text() + " = " + total.text()
                            + ".add(FloatVector.zero(FLOATS).blend({0}, FLOATS.maskAll(meets)));",
                    value);
        } else {
            Scope inside = loop.open("if (meets)");
            kernel.expressions().enter(position, inside);
            inside.line(
                    total.text() + " = " + total.text() + " + {0};",
                    kernel.expressions().number(input, at));
            kernel.close(inside, loop);
        }
        kernel.close(loop, scope);
        kernel.store(scope, Objects.requireNonNull(schedule.layout().place(result)), axes.at(), total);
        kernel.close(scope, kernel.root());
        return List.of(kernel.method(name, counters));
    }
}
