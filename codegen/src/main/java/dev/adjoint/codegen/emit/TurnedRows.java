package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.emit.Code.Type;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finishes and stores the result of a contraction whose vectors run across the rows of that result. The sums of a panel
 * wait in memory until its tiles are done; then they are turned, a square at a time, into vectors along the rows.
 *
 * <pre>
 * for (int square = 0; square &lt; 1024 / 16; square++) {
 *   turnSquare(sums, square * 512, 32, turned, 0, 16);
 *   turnSquare(sums, square * 512 + 16, 32, turned, 256, 16);
 *   for (int j = 0; j &lt; 32; j++) {
 *     FloatVector total = FloatVector.fromArray(FLOATS, turned, j * 16);
 *     total.add(biasVector).intoArray(y, j * 1024 + square * 16);
 *   }
 * }
 * </pre>
 *
 * @param turned the rows of a square
 */
record TurnedRows(Schedule schedule, Group group, Tiling tiling, WaitingSums sums, Buffer turned)
        implements PanelFinish {

    /** Whether the elements of a square's row are neighbours in memory, and cannot be stored as the sums stand. */
    static boolean suit(KernelContext kernel, Tiling tiling) {
        int lanes = tiling.target().lanes();
        if (!tiling.scattered() || tiling.down().isEmpty() || tiling.tall() < lanes) {
            return false;
        }
        Atom.Counter down = tiling.down().get();
        Atom.Counter lane = new Atom.Counter("lane", new Size(lanes, 0));
        Affine row = Affine.of(square(tiling)).times(lanes).plus(Affine.of(lane));
        List<Affine> at = tiling.contraction().at().stream()
                .map(position -> position.substitute(down, row))
                .toList();
        return kernel.storeOffsets(at).stream().allMatch(offset -> Tiling.stride(offset, lane) == 1)
                && kernel.offsets(at).stream().allMatch(offset -> Tiling.stride(offset, lane) <= 1);
    }

    /** Counts the squares along the rows. */
    private static Atom.Counter square(Tiling tiling) {
        Size extent = tiling.down().orElseThrow().extent();
        Size lanes = new Size(tiling.target().lanes(), 0);
        boolean known = extent.isFixed() || extent.isMultipleOf(lanes);
        return new Atom.Counter("square", known ? extent.dividedBy(lanes) : extent);
    }

    /** Makes room for the sums of a panel. */
    static TurnedRows of(Schedule schedule, Group group, Tiling tiling, Optional<SumParts> parts) {
        WaitingSums sums = WaitingSums.of(schedule, group, tiling, parts);
        Size square = new Size((long) tiling.width() * tiling.target().lanes(), 0);
        return new TurnedRows(
                schedule, group, tiling, sums, schedule.layout().workingOfEachThread(group, square, "turned"));
    }

    /** The rows of the result that threads do not divide. */
    static int step(Tiling tiling) {
        int lanes = tiling.target().lanes();
        return tiling.rows() / (int) Size.gcd(tiling.rows(), lanes) * lanes;
    }

    private Atom.Counter down() {
        return tiling.down().orElseThrow();
    }

    @Override
    public List<Method> methods(
            String name, String restName, List<String> arguments, Affine panel, int columns, boolean divided) {
        Size extent = down().extent();
        String from = divided ? "from" : "0";
        String to = divided ? "to" : extent.toString();
        String count = columns == 0 ? "count" : Integer.toString(columns);
        List<Method> methods = new ArrayList<>();
        methods.add(squares(name, arguments, panel, count, divided));
        if (divided || !extent.isFixed() || extent.factor() % tiling.target().lanes() != 0) {
            methods.add(rest(restName, arguments, panel, count, from, to));
        }
        return methods;
    }

    private Method squares(String name, List<String> arguments, Affine panel, String count, boolean divided) {
        KernelContext kernel = new KernelContext(schedule, group, tiling.target());
        int lanes = tiling.target().lanes();
        Atom.Counter square = square(tiling);
        Scope squares = Blocks.loop(
                kernel.root(),
                square,
                divided ? "from / " + lanes : "0",
                divided ? "to / " + lanes : down().extent() + " / " + lanes);
        kernel.expressions().enter(square, squares);
        Affine first = Affine.of(square).times(lanes);
        Atom.Counter column = new Atom.Counter("j", new Size(tiling.width(), 0));
        Affine place = Affine.of(column).times(lanes);
        Affine waits = sums.at(panel).substitute(down(), first);
        String stride = sums.at(panel).coefficient(down()).orElseThrow().toString();
        for (long v = 0; v < tiling.vectors(); v++) {
            squares.line(SquareTurn.call(
                    sums.array(), waits.plus(v * lanes), stride, turned.name(), v * lanes * lanes, lanes));
        }
        Scope finish = Blocks.loop(squares, column, "0", count);
        kernel.expressions().enter(column, finish);
        Atom.Counter lane = new Atom.Counter("lane", new Size(lanes, 0));
        kernel.enterLanes(lane, lanes);
        Code total = kernel.variable(
                finish, Type.FLOATS, "total", "FloatVector.fromArray(FLOATS, " + turned.name() + ", " + place + ")");
        store(kernel, finish, first.plus(Affine.of(lane)), panel, column, total);
        return new Method(name, arguments, "", kernel.root().write());
    }

    private Method rest(String name, List<String> arguments, Affine panel, String count, String from, String to) {
        KernelContext kernel = new KernelContext(schedule, group, tiling.target());
        int lanes = tiling.target().lanes();
        String whole = from.equals("0") ? to : "(" + to + " - " + from + ")";
        String start = (from.equals("0") ? "" : from + " + ") + whole + " / " + lanes + " * " + lanes;
        Scope rows = Blocks.loop(kernel.root(), down(), start, to);
        kernel.expressions().enter(down(), rows);
        Atom.Counter column = new Atom.Counter("j", new Size(tiling.width(), 0));
        Scope finish = Blocks.loop(rows, column, "0", count);
        kernel.expressions().enter(column, finish);
        Affine waits = sums.at(panel).plus(Affine.of(column));
        Code total = kernel.variable(finish, Type.FLOAT, "total", sums.array() + "[" + waits + "]");
        store(kernel, finish, Affine.of(down()), panel, column, total);
        return new Method(name, arguments, "", kernel.root().write());
    }

    private void store(KernelContext kernel, Scope scope, Affine row, Affine panel, Atom.Counter column, Code total) {
        List<Affine> at = tiling.contraction().at().stream()
                .map(position -> tiling.along(position.substitute(down(), row), panel, Affine.of(column)))
                .toList();
        kernel.expressions().give(tiling.contraction().result(), at, total);
        kernel.storeAll(scope, at);
        kernel.close(scope, kernel.root());
    }
}
