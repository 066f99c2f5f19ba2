package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.emit.Code.Type;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.List;
import java.util.Optional;

/**
 * A contraction, tile by tile of its result.
 *
 * <pre>
 * for (int p = 0; p &lt; 8; p++) {
 *   int m = 0;
 *   for (; m &lt;= rows - 6; m += 6) { tile6x2(rows, key, m, p); }
 *   if (m &lt;= rows - 4) { tile4x2(rows, key, m, p); m += 4; }
 *   ...
 * }
 * </pre>
 */
final class DotEmitter implements KernelEmitter {
    /** The bytes of bytecode up to which the JIT compiles methods full of vectors well, less a margin. */
    static final int LARGEST_TILE = 2050;

    @Override
    public List<Method> emit(Schedule schedule, Group group, Target target, String name, List<String> counters) {
        KernelContext kernel = new KernelContext(schedule, group, target);
        String formula = Formulas.of(schedule, group);
        if (target.hasVectors()) {
            Optional<Tiling> tiling = Cuts.tiling(kernel);
            if (tiling.isPresent()) {
                return new Tiles(schedule, group, tiling.get(), name, counters).emit(formula, kernel);
            }
        }
        Contraction contraction = Contraction.of(kernel, false);
        if (!target.hasVectors() && contraction.columns().isPresent() && !contraction.isShort()) {
            return List.of(RowContraction.write(schedule, group, target, contraction, name, counters));
        }
        return List.of(elementByElement(schedule, group, target, contraction).method(name, counters));
    }

    private static KernelContext elementByElement(
            Schedule schedule, Group group, Target target, Contraction contraction) {
        KernelContext kernel = new KernelContext(schedule, group, target.withoutVectors());
        kernel.divide(new Axes(contraction.outer(), contraction.at()), false);
        Scope scope = kernel.loops(kernel.root(), contraction.outer());
        Code total = kernel.variable(scope, Type.FLOAT, "total", "0f");
        Scope loop = kernel.loops(scope, contraction.contracting().counters());
        Code left = kernel.expressions().number(contraction.left(), contraction.leftAt());
        Code right = kernel.expressions().number(contraction.right(), contraction.rightAt());
        loop.line(total.text() + " = Math.fma({0}, {1}, " + total.text() + ");", left, right);
        kernel.close(loop, scope);
        kernel.expressions().forget();
        kernel.expressions().give(contraction.result(), contraction.at(), total);
        kernel.storeAll(scope, contraction.at());
        kernel.close(scope, kernel.root());
        return kernel;
    }
}
