package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.emit.Code.Type;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.List;
import java.util.Optional;

/**
 * The method of one tile: some rows by some vectors of the result, accumulated in registers over the contracting axes,
 * then finished (bias, activation, ...) in registers and stored.
 *
 * @param across a copy of the operand that gives the vectors, if there is one
 * @param down a copy of the other operand for tiles of this height, if there is one
 * @param parts the parts of the sums, if they are summed part by part
 * @param part which of the parts this is
 * @param block where the sums of a tile wait to be stored one by one, if they are
 * @param later what finishes them when all tiles of the panel are done, if they wait for that
 * @param rows the rows of the tile
 * @param panel which panel it works on
 * @param columns how many elements across are stored; 0 for as many as the parameter {@code count} says
 */
record Tile(
        Schedule schedule,
        Group group,
        Tiling tiling,
        Optional<Panels> across,
        Optional<Panels> down,
        Optional<SumParts> parts,
        TilePart part,
        Optional<Buffer> block,
        Optional<PanelFinish> later,
        int rows,
        Affine panel,
        int columns) {

    Method method(String name, List<String> arguments) {
        Target target = tiling.target();
        KernelContext kernel = new KernelContext(schedule, group, target);
        Scope root = kernel.root();
        int lanes = target.lanes();
        Atom.Counter lane = new Atom.Counter("lane", new Size(lanes, 0));
        kernel.enterLanes(lane, lanes);
        int vectors = columns == 0 ? tiling.vectors() : (columns + lanes - 1) / lanes;
        Code[][] totals = new Code[rows][vectors];
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < vectors; v++) {
                totals[r][v] = kernel.variable(root, Type.FLOATS, "c" + r + "x" + v, start(r, v));
            }
        }
        Scope loop = kernel.sumLoops(
                root,
                tiling.contraction().contracting().counters(),
                parts.isPresent() || tiling.contraction().isPartial() ? SumParts.bounds() : List.of());
        Affine first = panel.times(tiling.width());
        Affine row = fromFirst(tiling.down().map(Affine::of).orElse(Affine.ZERO));
        VectorWriter writer = kernel.expressions().vector();
        for (int r = 0; r < rows; r++) {
            // Vectors before elements: in that order, C2 of JDK 17 takes the bounds checks of elements out of the loop.
            Code[] operands = new Code[vectors];
            for (int v = 0; v < vectors; v++) {
                Affine column = Affine.of(lane).plus((long) v * lanes);
                operands[v] = across.isPresent()
                        ? kernel.expressions()
                                .vector(across.get().array(), across.get().offset(first, (long) v * lanes))
                        : kernel.expressions().number(tiling.operand(), shifted(tiling.operandAt(), r, column));
            }
            Code factor = down.isPresent()
                    ? kernel.expressions()
                            .element(down.get().array(), down.get().offset(row, r))
                    : kernel.expressions().number(tiling.other(), shifted(tiling.otherAt(), r, Affine.ZERO));
            for (int v = 0; v < vectors; v++) {
                if (!operands[v].type().isVector() || factor.type().isVector()) {
                    throw new NotVectorizable("the columns are not along the vectors");
                }
                String total = totals[r][v].text();
                loop.line(total + " = {0}.fma({1}, " + total + ");", writer.broadcast(factor), operands[v]);
            }
        }
        kernel.close(loop, root);
        kernel.expressions().forget();
        if (!part.ends()) {
            setAside(root, totals);
        } else if (later.isPresent()) {
            leave(root, totals, later.get().sums());
        } else if (block.isPresent()) {
            scatter(kernel, totals, block.get());
        } else {
            store(kernel, totals, lane);
        }
        return new Method(name, arguments, "", root.write());
    }

    /** What a vector of sums begins with. */
    private String start(int row, int vector) {
        return part.begins() || parts.isEmpty()
                ? "FloatVector.zero(FLOATS)"
                : "FloatVector.fromArray(FLOATS, " + parts.get().array() + ", " + aside(row, vector) + ")";
    }

    private void setAside(Scope root, Code[][] totals) {
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < totals[r].length; v++) {
                root.line("{0}.intoArray(" + parts.orElseThrow().array() + ", " + aside(r, v) + ");", totals[r][v]);
            }
        }
    }

    /** Stores the sums where they wait for those of the other tiles. */
    private void leave(Scope root, Code[][] totals, WaitingSums sums) {
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < totals[r].length; v++) {
                Affine offset = fromFirst(
                        sums.offset(panel, r, (long) v * tiling.target().lanes()));
                root.line("{0}.intoArray(" + sums.array() + ", " + offset + ");", totals[r][v]);
            }
        }
    }

    private Affine aside(int row, int vector) {
        long column = (long) vector * tiling.target().lanes();
        List<Affine> at = shifted(tiling.contraction().at(), row, Affine.of(column));
        return fromFirst(parts.orElseThrow().offset(tiling, panel, at, row, column));
    }

    /** Finishes and stores vectors. */
    private void store(KernelContext kernel, Code[][] totals, Atom.Counter lane) {
        int lanes = tiling.target().lanes();
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < totals[r].length; v++) {
                List<Affine> at =
                        shifted(tiling.contraction().at(), r, Affine.of(lane).plus((long) v * lanes));
                kernel.expressions().give(tiling.contraction().result(), at, totals[r][v]);
            }
        }
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < totals[r].length; v++) {
                kernel.enterLanes(lane, Math.min(lanes, columns - v * lanes));
                kernel.storeAll(
                        kernel.root(),
                        shifted(tiling.contraction().at(), r, Affine.of(lane).plus((long) v * lanes)));
            }
        }
    }

    /** Finishes and stores single elements, by way of a small array. */
    private void scatter(KernelContext kernel, Code[][] totals, Buffer array) {
        int width = totals[0].length * tiling.target().lanes();
        Scope root = kernel.root();
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < totals[r].length; v++) {
                root.line(
                        "{0}.intoArray(" + array.name() + ", "
                                + (r * width + v * tiling.target().lanes()) + ");",
                        totals[r][v]);
            }
        }
        kernel.leaveVector();
        Atom.Counter column = new Atom.Counter("j", new Size(width, 0));
        Atom.Counter row = new Atom.Counter("i", new Size(rows, 0));
        Scope scope = root.open("for (int j = 0; j < " + (columns == 0 ? "count" : columns) + "; j++)");
        kernel.expressions().enter(column, scope);
        if (rows > 1) {
            scope = kernel.loops(scope, List.of(row));
        }
        List<Affine> at = tiling.contraction().at().stream()
                .map(position -> further(position, Affine.of(row)))
                .map(position -> along(position, Affine.of(column)))
                .toList();
        Affine from = Affine.of(row).times(width).plus(Affine.of(column));
        Code total = kernel.variable(scope, Type.FLOAT, "total", array.name() + "[" + from + "]");
        kernel.expressions().give(tiling.contraction().result(), at, total);
        kernel.storeAll(scope, at);
        kernel.close(scope, root);
    }

    private List<Affine> shifted(List<Affine> at, long row, Affine column) {
        return at.stream()
                .map(position -> further(position, Affine.of(row)))
                .map(position -> along(position, column))
                .toList();
    }

    private Affine further(Affine position, Affine rows) {
        return tiling.down()
                .map(counter -> position.substitute(
                        counter, fromFirst(Affine.of(counter)).plus(rows)))
                .orElse(position);
    }

    /** Where the tile covers the whole axis down, its first row is the first of all. */
    private Affine fromFirst(Affine offset) {
        return tiling.down()
                .filter(counter -> counter.extent().equals(new Size(rows, 0)))
                .map(counter -> offset.substitute(counter, Affine.ZERO))
                .orElse(offset);
    }

    private Affine along(Affine position, Affine column) {
        return tiling.along(position, panel, column);
    }
}
