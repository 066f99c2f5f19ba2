package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.ScatterAdd;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Place;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Slices added into zeros by index, one after the other in the order of the indices. */
final class ScatterEmitter implements KernelEmitter {
    @Override
    public List<Method> emit(Schedule schedule, Group group, Target target, String name, List<String> counters) {
        KernelContext kernel = new KernelContext(schedule, group, Target.PLAIN);
        Tensor result = Objects.requireNonNull(group.anchor());
        Tensor updates = result.input(0);
        Tensor indices = result.input(1);
        ScatterAdd scatter = (ScatterAdd) result.op();
        Place place = Objects.requireNonNull(schedule.layout().place(result));
        String array = place.buffer().name();
        kernel.root().line("Arrays.fill(" + array + ", 0, " + Size.elements(result.shape()) + ", 0f);");
        Axes axes = Axes.separate(updates.shape(), "i");
        Scope scope = kernel.loops(kernel.root(), axes.counters());
        int rank = indices.shape().rank();
        List<Affine> at = new ArrayList<>(axes.at());
        List<Affine> picked = at.subList(scatter.axis(), scatter.axis() + rank);
        Code index = kernel.expressions().value(indices, List.copyOf(picked));
        picked.clear();
        at.add(scatter.axis(), kernel.expressions().index(index, scatter.size()));
        Code update = kernel.expressions().number(updates, axes.at());
        String element = array + "[" + place.offset(at) + "]";
        scope.line(element + " = " + element + " + {0};", update);
        kernel.close(scope, kernel.root());
        return List.of(new Method(
                name, counters, Formulas.of(schedule, group), kernel.root().write()));
    }
}
