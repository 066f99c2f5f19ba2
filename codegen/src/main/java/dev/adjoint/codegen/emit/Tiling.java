package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.PanelWidth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A contraction cut into tiles. One operand gives the vectors: its innermost free axis runs across them, panel by panel of
 * a few vectors, and each element of the other operand's innermost free axis, which runs down the tile, is broadcast.
 *
 * @param cut the shape of the tiles, and which operands are copied first
 * @param scattered whether the elements of a vector of the result do not stand side by side
 */
record Tiling(Contraction contraction, Target target, Cut cut, boolean scattered) {
    /** From this many high tiles on that read the same vectors, it pays to have them stand one behind the other. */
    private static final int MANY_TILES = 3;
    /** From this many panels on that read the same factors, it pays to have them stand side by side. */
    private static final int MANY_PANELS = 16;

    /** The cheaper of the two ways; none where vectors do not help. */
    static Optional<Tiling> standard(KernelContext kernel) {
        return ways(kernel).stream().min(Comparator.comparingDouble(way -> new TilingWork(way, kernel).cost()));
    }

    /**
     * Vectors from the right operand, and from the left one, each cut as suits most machines; none where the result has no
     * axis for vectors to run across, or each element would be copied for a single product.
     */
    static List<Tiling> ways(KernelContext kernel) {
        List<Tiling> ways = new ArrayList<>();
        Contraction roomy = Contraction.of(kernel, true);
        if (roomy.cols().innermost().isPresent()) {
            ways.add(of(kernel, acrossPanels(roomy, kernel.target()), true));
        }
        Contraction exact = Contraction.of(kernel, false);
        if (exact.rows().innermost().isPresent()) {
            ways.add(of(kernel, exact, false));
        }
        ways.removeIf(way -> way.copiesForOneProduct(kernel) || way.holdsOneNumber());
        return ways;
    }

    /** The same with all columns in one axis, where they stand in panels of one vector and rows are few: a tile reads several. */
    private static Contraction acrossPanels(Contraction contraction, Target target) {
        Axes columns = contraction.cols();
        boolean inPanels = columns.counters().size() == 2
                && columns.innermost().orElseThrow().extent().equals(new Size(target.lanes(), 0));
        return inPanels && PanelWidth.areFew(contraction.rows().extent().at(target.capacity()))
                ? contraction.withColumnsGathered(Long.MAX_VALUE)
                : contraction;
    }

    /** Whether numbers are copied one by one into panels, for each run of the kernel, and each meets only one factor. */
    private boolean copiesForOneProduct(KernelContext kernel) {
        return packed()
                && !kernel.isInvariant(operand())
                && elements(otherFree()) == 1
                && kernel.offsets(operand(), operandAt()).stream().anyMatch(offset -> stride(offset) != 1);
    }

    /** Whether vectors would run across a single element: two single numbers are multiplied in the time of a vector. */
    private boolean holdsOneNumber() {
        return across().extent().at(target.capacity()) == 1;
    }

    private static Tiling of(KernelContext kernel, Contraction contraction, boolean fromRight) {
        Target target = kernel.target();
        Tiling plain = new Tiling(contraction, target, new Cut(fromRight, 1, 1, false, false), false);
        boolean scattered = !plain.across().extent().isFixed() || !plain.storesVectors(kernel);
        boolean packed = plain.needsPacking(kernel);
        Tiling wide = new Tiling(
                contraction, target, new Cut(fromRight, 1, plain.fittingVectors(), packed, false), scattered);
        int rows = wide.down().isPresent() ? wide.fittingRows(wide.epilogueBytes(kernel)) : 1;
        Tiling tall = wide.with(wide.cut.withShape(rows, wide.vectors()));
        Tiling whole = target.division() == Target.Division.BEST ? tall : tall.gathered();
        return whole.with(whole.cut.withCopies(packed, whole.needsFactors(kernel)));
    }

    /**
     * The same with several axes of the other operand down the tile, where one tile has room for all of their elements: three
     * sums, for three columns of a convolution's kernel, would wait for each product, where nine for all of it do not.
     */
    private Tiling gathered() {
        Contraction wider =
                fromRight() ? contraction.withRowsGathered(rows()) : contraction.withColumnsGathered(rows());
        return new Tiling(wider, target, cut, scattered);
    }

    /** The same contraction in other tiles. */
    Tiling with(Cut other) {
        return new Tiling(contraction, target, other, scattered);
    }

    boolean fromRight() {
        return cut.fromRight();
    }

    int vectors() {
        return cut.vectors();
    }

    /** The most rows of a tile. */
    int rows() {
        return cut.rows();
    }

    /** Whether the operand that gives the vectors is copied first. */
    boolean packed() {
        return cut.packed();
    }

    /** Whether the other operand is copied as well, so that the factors of a tile stand side by side. */
    boolean packsDown() {
        return cut.factors();
    }

    /** As few elements as possible beyond the end of the axis, and otherwise two vectors; more where rows are few. */
    private int fittingVectors() {
        int lanes = target.lanes();
        Size extent = across().extent();
        if (!extent.isFixed()) {
            return extent.at(target.capacity()) > lanes ? 2 : 1;
        }
        return PanelWidth.of(extent.factor(), tall(), lanes);
    }

    long tall() {
        return down().map(counter -> counter.extent().at(target.capacity())).orElse(1L);
    }

    /** Whether each vector of sums is finished and stored with neighbours in every array. */
    private boolean storesVectors(KernelContext kernel) {
        List<Affine> at = vectorsOf(contraction.at());
        return kernel.storeOffsets(at).stream().allMatch(offset -> stride(offset, lane()) == 1)
                && kernel.offsets(at).stream()
                        .allMatch(offset -> stride(offset, lane()) == 0 || stride(offset, lane()) == 1);
    }

    /** Whether the vectors can be loaded from where the operand stands: all numbers of each are neighbours there. */
    boolean canStayInPlace(KernelContext kernel) {
        List<Affine> offsets = kernel.offsets(operand(), vectorsOf(operandAt()));
        return offsets.size() == 1 && stride(offsets.get(0), lane()) == 1;
    }

    /** Positions as those of the lanes of a vector: neighbours within it, even if panels begin somewhere between vectors. */
    private List<Affine> vectorsOf(List<Affine> at) {
        Affine vector = Affine.of(new Atom.Counter("vector", across().extent()));
        Affine position = vector.times(target.lanes()).plus(Affine.of(lane()));
        return at.stream().map(affine -> affine.substitute(across(), position)).toList();
    }

    private Atom.Counter lane() {
        return new Atom.Counter("lane", new Size(target.lanes(), 0));
    }

    private boolean needsPacking(KernelContext kernel) {
        if (!canStayInPlace(kernel)) {
            return true;
        }
        Affine offset = kernel.offsets(operand(), operandAt()).get(0);
        return apart(offset) >= PanelWidth.FAR && elements(otherFree()) >= MANY_TILES * mostSums();
    }

    private boolean needsFactors(KernelContext kernel) {
        List<Affine> offsets = kernel.offsets(other(), otherAt());
        return canCopyFactors()
                && offsets.size() == 1
                && apart(offsets.get(0)) >= PanelWidth.FAR
                && (middle().isEmpty() ? elements(ownFree()) : across().extent().at(target.capacity()))
                        >= (double) MANY_PANELS * width();
    }

    /** Whether the operand that runs down the tile can be copied first; partial sums would copy it again for each. */
    boolean canCopyFactors() {
        return down().isPresent() && !contraction.isPartial();
    }

    /** How far apart neighbours along the contracting axis are. */
    long apart(Affine offset) {
        return contraction
                .contracting()
                .innermost()
                .flatMap(offset::coefficient)
                .map(size -> size.at(target.capacity()))
                .orElse(0L);
    }

    /** How far apart neighbours across are; a large number if that is no fixed one. */
    long stride(Affine offset) {
        return stride(offset, across());
    }

    /** How far apart neighbours along a counter are; a large number if that is no fixed one. */
    static long stride(Affine offset, Atom.Counter counter) {
        return offset.coefficient(counter)
                .filter(Size::isFixed)
                .map(Size::factor)
                .orElse(Long.MAX_VALUE);
    }

    /** The operand that gives the vectors. */
    Tensor operand() {
        return fromRight() ? contraction.right() : contraction.left();
    }

    List<Affine> operandAt() {
        return fromRight() ? contraction.rightAt() : contraction.leftAt();
    }

    /** The operand whose elements are broadcast. */
    Tensor other() {
        return fromRight() ? contraction.left() : contraction.right();
    }

    List<Affine> otherAt() {
        return fromRight() ? contraction.leftAt() : contraction.rightAt();
    }

    Axes ownFree() {
        return fromRight() ? contraction.cols() : contraction.rows();
    }

    Axes otherFree() {
        return fromRight() ? contraction.rows() : contraction.cols();
    }

    /** Whether the operand that gives the vectors has at least as many elements as the other one. */
    boolean operandIsLarger() {
        return elements(ownFree()) >= elements(otherFree());
    }

    double elements(Axes free) {
        return free.extent().at(target.capacity());
    }

    Atom.Counter across() {
        return ownFree().innermost().orElseThrow();
    }

    Optional<Atom.Counter> down() {
        return otherFree().innermost();
    }

    /** The loops around everything: batch axes, and free axes of the operand that gives the vectors. */
    List<Atom.Counter> outermost() {
        List<Atom.Counter> counters = new ArrayList<>(contraction.batch().counters());
        counters.addAll(ownFree().counters());
        counters.remove(across());
        return counters;
    }

    /** Those of them that run over panels of the result, one block of memory after the other. */
    List<Atom.Counter> blocks() {
        List<Atom.Counter> counters = outermost();
        counters.removeAll(contraction.batch().counters());
        return counters;
    }

    /** The loops inside of them, around the tiles of a panel. */
    List<Atom.Counter> middle() {
        List<Atom.Counter> counters = new ArrayList<>(otherFree().counters());
        down().ifPresent(counters::remove);
        return counters;
    }

    /** A position at a column of a panel. */
    Affine along(Affine position, Affine panel, Affine column) {
        return position.substitute(across(), panel.times(width()).plus(column));
    }

    /** The columns of all tiles, of which there is a fixed number: up to the end of the last vector, if rows have room. */
    long storedColumns(KernelContext kernel) {
        long columns = across().extent().factor();
        boolean last = fromRight() && ownFree().counters().equals(List.of(across()));
        if (!last || scattered || columns != kernel.group().domain().last()) {
            return columns;
        }
        long vectors = (columns + target.lanes() - 1) / target.lanes() * target.lanes();
        return Room.of(kernel, contraction.at(), List.of(), across()) >= vectors ? vectors : columns;
    }

    /** The elements across a panel. */
    int width() {
        return vectors() * target.lanes();
    }

    /** The bytes of bytecode that finish and store a vector. */
    private int epilogueBytes(KernelContext kernel) {
        return scattered || kernel.group().isFinishedLater()
                ? 0
                : 22 * kernel.offsets(contraction.at()).size() + 12 * kernel.epilogueOperations();
    }

    /**
     * The sums that fit into registers. With 16 registers, C2 keeps eight sums, two vectors and what it needs for addresses
     * (4 rows by 2 vectors: 97 % of the peak), but not twelve sums (6 by 2: 70 %).
     */
    int mostSums() {
        return target.registers() == 16 ? 8 : 16;
    }

    /**
     * The most rows of a tile whose sums fit into registers, and whose method the JIT compiles well. With 16 registers, six
     * rows of one vector are enough.
     */
    private int fittingRows(int epilogueBytes) {
        int sums = mostSums();
        int rows = vectors() == 1 && target.registers() == 16 ? sums * 3 / 4 : Math.max(1, sums / vectors());
        while (rows > 2 && bytes(rows, vectors(), epilogueBytes) > DotEmitter.LARGEST_TILE) {
            rows--;
        }
        return rows;
    }

    /** Whether the JIT compiles the method of a tile well. */
    boolean fitsOneMethod(KernelContext kernel, int rows, int vectors) {
        return bytes(rows, vectors, epilogueBytes(kernel)) <= DotEmitter.LARGEST_TILE;
    }

    private static int bytes(int rows, int vectors, int epilogueBytes) {
        return rows * 22 + vectors * 22 + rows * vectors * (12 + epilogueBytes);
    }
}
