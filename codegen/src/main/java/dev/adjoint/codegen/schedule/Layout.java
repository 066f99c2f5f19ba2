package dev.adjoint.codegen.schedule;

import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Constant;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Variable;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.index.Views;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the tensors of a program stand in memory, and what the inputs of loop bodies stand for. */
public final class Layout {
    /** A tensor outside a loop, as its body sees it: whole, or one slice of its leading axis at a time. */
    public record Source(Tensor outer, Optional<Atom.Counter> time) {
        /** The position in the outer tensor that a position in the body's input stands for. */
        public List<Affine> position(List<Affine> at) {
            if (time.isEmpty()) {
                return at;
            }
            List<Affine> position = new ArrayList<>(at);
            position.add(0, Affine.of(time.get()));
            return position;
        }
    }

    /** Working memory of one kernel: an array of arrays, which C2 vectorizes loops over where it does not for one. */
    public record Matrix(String name, Size rows, Size columns) {}

    private final Program program;
    private final Identifiers identifiers;
    private final Arrangement arrangement;
    private final Map<Tensor, Place> places = new HashMap<>();
    private final Map<Tensor, Source> sources = new HashMap<>();
    private final List<Buffer> buffers = new ArrayList<>();
    private final Map<String, Buffer> inputs = new LinkedHashMap<>();
    private final Map<String, Buffer> variables = new LinkedHashMap<>();
    private final Map<String, Buffer> outputs = new LinkedHashMap<>();
    private final Map<Constant, Buffer> constants = new LinkedHashMap<>();
    private final List<Matrix> matrices = new ArrayList<>();
    private final Set<Buffer> ofEachThread = new HashSet<>();
    private boolean inRegisters;

    Layout(Program program, Identifiers identifiers, Arrangement arrangement) {
        this.program = program;
        this.identifiers = identifiers;
        this.arrangement = arrangement;
        for (Tensor input : program.inputs()) {
            String name = ((Input) input.op()).name();
            inputs.put(name, leaf(input, name, Buffer.Kind.INPUT));
        }
        for (Tensor variable : program.variables()) {
            String path = ((Variable) variable.op()).path();
            variables.put(path, leaf(variable, path, Buffer.Kind.VARIABLE));
        }
        for (Program.Output output : program.outputs()) {
            Size size = Size.elements(output.value().shape());
            outputs.put(output.name(), buffer(size, size, Buffer.Kind.OUTPUT, output.name()));
        }
    }

    private Buffer leaf(Tensor tensor, String name, Buffer.Kind kind) {
        Buffer buffer = buffer(arrangement.size(tensor), Size.elements(tensor.shape()), kind, name);
        places.put(tensor, arrangement.place(buffer, tensor));
        return buffer;
    }

    /**
     * New memory.
     *
     * @param size the elements to reserve
     * @param content how many of them are those of a tensor
     */
    Buffer buffer(Size size, Size content, Buffer.Kind kind, String... words) {
        Buffer buffer = new Buffer(identifiers.unique(words), size, content, kind);
        buffers.add(buffer);
        return buffer;
    }

    /** New memory for a tensor, named after its layer and op. */
    Place allocate(Tensor tensor) {
        Op op = tensor.op();
        String what =
                op instanceof dev.adjoint.api.op.Pick ? tensor.input(0).op().label() : op.label();
        Buffer buffer = buffer(
                arrangement.size(tensor),
                Size.elements(tensor.shape()),
                Buffer.Kind.SCRATCH,
                program.label(tensor).orElse(""),
                what);
        return place(buffer, tensor);
    }

    /** Where a tensor would stand in a buffer of its own. */
    Place place(Buffer buffer, Tensor tensor) {
        return arrangement.place(buffer, tensor);
    }

    /** More memory of the shape of a tensor, row-major. */
    public Place scratch(Tensor like, String... words) {
        Size size = Size.elements(like.shape());
        return Place.rowMajor(buffer(size, size, Buffer.Kind.SCRATCH, words), Affine.ZERO, like.shape());
    }

    /** Working memory of one kernel. */
    public Buffer working(Group group, Size size, String... words) {
        return working(group, size, 0, words);
    }

    /** Working memory of one kernel, with some elements more than a multiple of the rows. */
    public Buffer working(Group group, Size size, long slack, String... words) {
        Buffer buffer = new Buffer(identifiers.unique(words), size, slack, Size.NONE, Buffer.Kind.SCRATCH);
        buffers.add(buffer);
        group.working().add(buffer);
        return buffer;
    }

    /** Working memory of one kernel that every thread has for itself. */
    public Buffer workingOfEachThread(Group group, Size size, String... words) {
        return ofEachThread(working(group, size, words));
    }

    /** Says that every thread has a buffer for itself. */
    public Buffer ofEachThread(Buffer buffer) {
        ofEachThread.add(buffer);
        return buffer;
    }

    /** The buffers that every thread has for itself. */
    public Set<Buffer> ofEachThread() {
        return ofEachThread;
    }

    /**
     * Working memory of one kernel, row by row, that every thread has for itself. Kernels run one after the other, so those
     * whose rows are of one length share it.
     *
     * @return its name
     */
    public String matrix(Size rows, Size columns, String... words) {
        for (int i = 0; i < matrices.size(); i++) {
            Matrix shared = matrices.get(i);
            if (shared.columns().equals(columns)) {
                boolean longer = rows.at(arrangement.capacity()) > shared.rows().at(arrangement.capacity());
                matrices.set(i, longer ? new Matrix(shared.name(), rows, columns) : shared);
                return shared.name();
            }
        }
        Matrix matrix = new Matrix(identifiers.unique(words), rows, columns);
        matrices.add(matrix);
        return matrix.name();
    }

    /** Says that the program stores nothing but its results. */
    public void keepInRegisters() {
        inRegisters = true;
    }

    /** Whether the program stores nothing but its results. */
    public boolean isInRegisters() {
        return inRegisters;
    }

    /** The largest number of rows. */
    int capacity() {
        return arrangement.capacity();
    }

    /** How many floats a vector holds, 0 for plain loops. */
    int lanes() {
        return arrangement.lanes();
    }

    Place outputPlace(String name, Shape shape) {
        Buffer buffer = outputs.get(name);
        if (buffer == null) {
            throw new IllegalArgumentException(name);
        }
        return Place.rowMajor(buffer, Affine.ZERO, shape);
    }

    /** Whether a place holds the whole of a tensor, and nothing else between its rows, or between the rows of a panel. */
    boolean isWhole(Place place, Tensor tensor) {
        return place.equals(Place.rowMajor(place.buffer(), place.base(), tensor.shape()))
                || place.isInPanels(tensor.shape())
                || place.equals(place(place.buffer(), tensor));
    }

    /** Whether memory for a tensor is several panels, one behind the other. */
    public boolean standsInPanels(Tensor tensor) {
        return arrangement.standsInPanels(tensor);
    }

    void put(Tensor tensor, Place place) {
        places.put(tensor, place);
    }

    void putSource(Tensor bodyInput, Source source) {
        sources.put(bodyInput, source);
    }

    /** The memory of a tensor, or null if it has none. */
    public @Nullable Place place(Tensor tensor) {
        Place place = places.get(tensor);
        if (place == null && tensor.op() instanceof Constant constant && !constant.isScalar()) {
            Size size = Size.elements(tensor.shape());
            Buffer buffer =
                    constants.computeIfAbsent(constant, key -> buffer(size, size, Buffer.Kind.CONSTANT, "constants"));
            place = Place.rowMajor(buffer, Affine.ZERO, tensor.shape());
            places.put(tensor, place);
        }
        return place;
    }

    /** The memory of the tensors that have some. */
    Map<Tensor, Place> places() {
        return places;
    }

    /** What an input of a loop body stands for, or null if it is no such input, or is carried. */
    public @Nullable Source source(Tensor tensor) {
        return sources.get(tensor);
    }

    /** Whether a tensor has the same values in every step of the loop whose body reads it. */
    public boolean isInvariant(Tensor tensor) {
        Tensor base = Views.base(tensor);
        Source source = source(base);
        return source != null && source.time().isEmpty();
    }

    public Program program() {
        return program;
    }

    public Identifiers identifiers() {
        return identifiers;
    }

    public List<Buffer> buffers() {
        return buffers;
    }

    public Map<String, Buffer> inputs() {
        return inputs;
    }

    public Map<String, Buffer> variables() {
        return variables;
    }

    public Map<String, Buffer> outputs() {
        return outputs;
    }

    public List<Matrix> matrices() {
        return matrices;
    }

    public Map<Constant, Buffer> constants() {
        return constants;
    }
}
