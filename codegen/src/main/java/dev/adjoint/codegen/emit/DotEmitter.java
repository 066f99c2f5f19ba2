package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.emit.Code.Type;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A contraction, tile by tile: some rows of the left operand against some vectors of the right one, accumulated in
 * registers over the contracting axes, then finished (bias, activation, ...) in registers and stored.
 *
 * <pre>
 * for (int n = 0; n &lt;= 128 - 32; n += 32) {
 *   int m = 0;
 *   for (; m &lt;= rows - 8; m += 8) tile8x2(rows, m, n);
 *   for (; m &lt; rows; m++) tile1x2(rows, m, n);
 * }
 * </pre>
 */
final class DotEmitter implements KernelEmitter {
    /** The bytes of bytecode up to which the JIT compiles methods full of vectors well, less a margin. */
    private static final int LARGEST_TILE = 2050;

    @Override
    public List<Method> emit(Schedule schedule, Group group, Target target, String name, List<String> counters) {
        Contraction contraction = Contraction.of(new KernelContext(schedule, group, target));
        String formula = Formulas.of(schedule, group);
        if (contraction.columns().isEmpty() || !target.hasVectors() && contraction.isShort()) {
            return List.of(new Method(name, counters, formula, elementByElement(schedule, group, contraction)));
        }
        if (!target.hasVectors()) {
            return List.of(new Method(name, counters, formula, RowContraction.write(schedule, group, contraction)));
        }
        return new Tiles(schedule, group, target, name, counters, contraction).emit(formula);
    }

    private static List<String> elementByElement(Schedule schedule, Group group, Contraction contraction) {
        KernelContext kernel = new KernelContext(schedule, group, new Target(0));
        Scope scope = kernel.loops(kernel.root(), contraction.outer());
        Code total = kernel.variable(scope, Type.FLOAT, "total", "0f");
        Scope loop = kernel.loops(scope, contraction.contracting().counters());
        Code left = kernel.expressions().number(contraction.left(), contraction.leftAt(contraction.at()));
        Code right = kernel.expressions().number(contraction.right(), contraction.rightAt(contraction.at()));
        loop.line(total.text() + " = Math.fma({0}, {1}, " + total.text() + ");", left, right);
        kernel.close(loop, scope);
        kernel.expressions().forget();
        kernel.expressions().give(contraction.result(), contraction.at(), total);
        kernel.storeAll(scope, contraction.at());
        kernel.close(scope, kernel.root());
        return kernel.root().write();
    }

    /** The methods of a contraction in tiles. */
    private record Tiles(
            Schedule schedule,
            Group group,
            Target target,
            String name,
            List<String> counters,
            Contraction contraction) {

        List<Method> emit(String formula) {
            List<Atom.Counter> rest = new ArrayList<>(contraction.outer());
            Atom.Counter column = contraction.columns().orElseThrow();
            rest.remove(column);
            Optional<Atom.Counter> row = contraction.row();
            row.ifPresent(rest::remove);
            long columns = column.extent().isFixed() ? column.extent().factor() : Long.MAX_VALUE;
            int lanes = target.lanes();
            int vectors = columns >= 2L * lanes ? 2 : 1;
            int rows = row.isPresent() ? rowsOfTile(vectors) : 1;

            List<Method> methods = new ArrayList<>();
            Scope root = Scope.method(schedule.layout().identifiers());
            Scope scope = root;
            for (Atom.Counter counter : rest) {
                scope = Blocks.loop(scope, counter);
            }
            scope.line("int " + column.name() + " = 0;");
            for (int width = vectors; width >= 1; width--) {
                if (columns >= (long) width * lanes
                        && !(width == 1 && vectors == 2 && columns % (2L * lanes) < lanes)) {
                    int step = width * lanes;
                    call(
                            methods,
                            scope,
                            "for (; " + column.name() + " <= " + column.extent() + " - " + step + "; " + column.name()
                                    + " += " + step + ")",
                            rest,
                            row,
                            column,
                            rows,
                            width,
                            false);
                }
            }
            if (columns == Long.MAX_VALUE || columns % lanes != 0) {
                call(
                        methods,
                        scope,
                        "if (" + column.name() + " < " + column.extent() + ")",
                        rest,
                        row,
                        column,
                        rows,
                        1,
                        true);
            }
            methods.add(0, new Method(name, counters, formula, root.write()));
            return methods;
        }

        private int rowsOfTile(int vectors) {
            int largest = target.lanes() == 8 ? 6 : 8;
            for (int rows = largest; rows > 2; rows -= 2) {
                if (rows * 22 + vectors * 22 + rows * vectors * (12 + contraction.epilogueBytes()) <= LARGEST_TILE) {
                    return rows;
                }
            }
            return 2;
        }

        private void call(
                List<Method> methods,
                Scope scope,
                String header,
                List<Atom.Counter> rest,
                Optional<Atom.Counter> row,
                Atom.Counter column,
                int rows,
                int width,
                boolean tail) {
            Scope block = scope.open(header);
            List<String> arguments = new ArrayList<>(counters);
            rest.forEach(counter -> arguments.add(counter.name()));
            row.ifPresent(counter -> arguments.add(counter.name()));
            arguments.add(column.name());
            String list = String.join(", ", arguments);
            String suffix = "x" + width + (tail ? "Tail" : "");
            if (row.isEmpty()) {
                methods.add(tile(name + "1" + suffix, arguments, rest, row, column, 1, width, tail));
                block.line(name + "1" + suffix + "(rows, key, " + list + ");");
            } else {
                String m = row.get().name();
                Size extent = row.get().extent();
                boolean whole = extent.isFixed() && extent.factor() % rows == 0;
                block.line("int " + m + " = 0;");
                if (!extent.isFixed() || extent.factor() >= rows) {
                    methods.add(tile(name + rows + suffix, arguments, rest, row, column, rows, width, tail));
                    block.line("for (; " + m + " <= " + extent + " - " + rows + "; " + m + " += " + rows + ") { " + name
                            + rows + suffix + "(rows, key, " + list + "); }");
                }
                if (!whole) {
                    methods.add(tile(name + "1" + suffix, arguments, rest, row, column, 1, width, tail));
                    block.line("for (; " + m + " < " + extent + "; " + m + "++) { " + name + "1" + suffix
                            + "(rows, key, " + list + "); }");
                }
            }
            block.close();
        }

        private Method tile(
                String tileName,
                List<String> arguments,
                List<Atom.Counter> rest,
                Optional<Atom.Counter> row,
                Atom.Counter column,
                int rows,
                int width,
                boolean tail) {
            KernelContext kernel = new KernelContext(schedule, group, target, tail);
            Scope root = kernel.root();
            rest.forEach(counter -> kernel.expressions().enter(counter, root));
            row.ifPresent(counter -> kernel.expressions().enter(counter, root));
            kernel.enterVector(column, root);
            List<List<Affine>> positions = new ArrayList<>();
            List<Code> totals = new ArrayList<>();
            for (int r = 0; r < rows; r++) {
                for (int v = 0; v < width; v++) {
                    positions.add(contraction.shifted(r, (long) v * target.lanes()));
                    totals.add(kernel.variable(root, Type.FLOATS, "c" + r + "x" + v, "FloatVector.zero(FLOATS)"));
                }
            }
            Scope loop = kernel.sumLoops(root, contraction.contracting().counters());
            VectorWriter vector = kernel.expressions().vector();
            for (int i = 0; i < totals.size(); i++) {
                Code left = kernel.expressions().number(contraction.left(), contraction.leftAt(positions.get(i)));
                Code right = kernel.expressions().number(contraction.right(), contraction.rightAt(positions.get(i)));
                if (!right.type().isVector() || left.type().isVector()) {
                    throw new NotVectorizable("the columns are not along the right operand");
                }
                String total = totals.get(i).text();
                loop.line(total + " = {0}.fma({1}, " + total + ");", vector.broadcast(left), right);
            }
            kernel.close(loop, root);
            kernel.expressions().forget();
            for (int i = 0; i < totals.size(); i++) {
                kernel.expressions().give(contraction.result(), positions.get(i), totals.get(i));
            }
            for (List<Affine> at : positions) {
                kernel.storeAll(root, at);
            }
            return new Method(tileName, arguments, "", root.write());
        }
    }
}
