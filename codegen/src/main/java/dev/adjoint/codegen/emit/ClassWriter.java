package dev.adjoint.codegen.emit;

import dev.adjoint.api.math.CounterRandom;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Sum;
import dev.adjoint.api.plugin.Kernel;
import dev.adjoint.codegen.Checks;
import dev.adjoint.codegen.GeneratedProgram;
import dev.adjoint.codegen.LaneNumbers;
import dev.adjoint.codegen.PartialSums;
import dev.adjoint.codegen.crew.Barrier;
import dev.adjoint.codegen.crew.CrewProgram;
import dev.adjoint.codegen.crew.Parts;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Identifiers;
import dev.adjoint.codegen.schedule.Layout;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Puts methods together to a class: fields for the arrays, a constructor that takes them, and the methods. */
final class ClassWriter {
    private static final String VECTORS = "jdk.incubator.vector.";
    private static final String INDENT = "    ";
    private static final String CREW = ", int thread, int threads, Barrier barrier";
    /** The classes that generated code names, by the name that it has for them. */
    private static final Map<String, String> CLASSES = Map.ofEntries(
            Map.entry("FloatVector", VECTORS + "FloatVector"),
            Map.entry("IntVector", VECTORS + "IntVector"),
            Map.entry("VectorMask", VECTORS + "VectorMask"),
            Map.entry("VectorOperators", VECTORS + "VectorOperators"),
            Map.entry("VectorShuffle", VECTORS + "VectorShuffle"),
            Map.entry("VectorSpecies", VECTORS + "VectorSpecies"),
            known(Arrays.class),
            known(CounterRandom.class),
            known(Parts.class),
            known(PartialSums.class),
            known(Dot.class),
            known(LaneNumbers.class),
            known(Checks.class),
            known(Kernel.class),
            known(Barrier.class),
            known(CrewProgram.class),
            known(GeneratedProgram.class));

    /** The small arrays that an object has for itself where its methods use them, and their sizes. */
    private static final SortedMap<String, Integer> OWN = new TreeMap<>(Map.of(
            "partials", RowsOfPartials.ROWS * Sum.LANES, "tail", Sum.LANES, RepeatedRows.ARRAY, RepeatedRows.ROOM));

    private final Schedule schedule;
    private final Target target;
    private final List<CallEmitter.Call> calls;
    private final List<String> lines = new ArrayList<>();

    ClassWriter(Schedule schedule, Target target, List<CallEmitter.Call> calls) {
        this.schedule = schedule;
        this.target = target;
        this.calls = calls;
    }

    private static Map.Entry<String, String> known(Class<?> type) {
        return Map.entry(type.getSimpleName(), type.getName());
    }

    static String className(Schedule schedule) {
        return GeneratedSource.PACKAGE + "." + simpleName(schedule);
    }

    private static String simpleName(Schedule schedule) {
        String name = Identifiers.className(schedule.layout().program().name());
        return CLASSES.containsKey(name) ? name + "Program" : name;
    }

    /**
     * The source of the class.
     *
     * @param run what a run does
     * @param crew whether several threads run it together
     */
    String write(List<String> run, List<Method> methods, boolean crew) {
        SharedMethods shared = SharedMethods.of(schedule.layout(), methods);
        comment("", "Generated from a program: one method a kernel, arrays in row-major order.");
        Class<?> type = crew ? CrewProgram.class : GeneratedProgram.class;
        lines.add("public final class " + simpleName(schedule) + " implements " + type.getSimpleName() + " {");
        Set<String> words = new HashSet<>();
        methods.forEach(
                method -> Words.visit(method.body(), (line, start, end) -> words.add(line.substring(start, end))));
        List<SquareMethod> squares = SquareMethod.among(words, target.lanes());
        List<String> constants = new ArrayList<>(FirstLanes.constants(words, target.lanes()));
        constants.addAll(squares.isEmpty() ? List.of() : Exchange.constants(target.lanes()));
        fields(constants, words);
        constructor();
        lines.add("");
        lines.add(INDENT + "@Override");
        block(
                "public void " + (crew ? "work" : "run") + "(int rows, long key" + (crew ? CREW : "") + ")",
                shared.calls(run));
        shared.methods().forEach(this::method);
        for (SquareMethod square : squares) {
            lines.add("");
            block(square.header(), square.body());
        }
        lines.add("}");

        List<String> text = new ArrayList<>(List.of("package " + GeneratedSource.PACKAGE + ";", ""));
        imports().forEach(name -> text.add("import " + name + ";"));
        text.add("");
        text.addAll(lines);
        text.add("");
        return String.join("\n", text);
    }

    private Set<String> imports() {
        Set<String> names = new TreeSet<>();
        Words.visit(lines, (line, start, end) -> {
            String name = Character.isUpperCase(line.charAt(start)) ? CLASSES.get(line.substring(start, end)) : null;
            if (name != null) {
                names.add(name);
            }
        });
        return names;
    }

    private void comment(String indent, String text) {
        lines.add(indent + "/**");
        text.lines().forEach(line -> lines.add(indent + " * " + line));
        lines.add(indent + " */");
    }

    private void block(String header, List<String> body) {
        lines.add(INDENT + header + " {");
        body.forEach(line -> lines.add(INDENT + INDENT + line));
        lines.add(INDENT + "}");
    }

    private void fields(List<String> constants, Set<String> words) {
        if (target.hasVectors()) {
            for (String vector : List.of("Float", "Int")) {
                lines.add(INDENT + "private static final VectorSpecies "
                        + (vector.equals("Float") ? "FLOATS" : "INTS")
                        + " = " + vector + "Vector.SPECIES_" + target.lanes() * Float.SIZE + ";");
            }
        }
        constants.forEach(constant -> lines.add(INDENT + constant));
        OWN.forEach((name, size) -> {
            if (words.contains(name)) {
                field("float[]", name + " = new float[" + size + "]");
            }
        });
        if (target.trial()) {
            lines.add(INDENT + "public int " + TrialLimit.FIELD + ";");
        }
        schedule.layout().buffers().forEach(buffer -> field("float[]", buffer.name()));
        schedule.layout().matrices().forEach(matrix -> field("float[][]", matrix.name()));
        for (CallEmitter.Call call : calls) {
            field("Kernel", call.field());
            call.arrays().forEach(array -> field("float[][]", array.name()));
        }
    }

    private void field(String type, String declaration) {
        lines.add(INDENT + "private final " + type + " " + declaration + ";");
    }

    private void constructor() {
        List<String> body = new ArrayList<>();
        int number = 0;
        for (Buffer buffer : schedule.layout().buffers()) {
            body.add(buffer.name() + " = arrays[" + number++ + "];");
        }
        for (Layout.Matrix matrix : schedule.layout().matrices()) {
            body.add(matrix.name() + " = new float[" + matrix.rows() + "][" + matrix.columns() + "];");
        }
        int kernel = 0;
        for (CallEmitter.Call call : calls) {
            body.add(call.field() + " = kernels[" + kernel++ + "];");
            call.arrays().forEach(array -> body.add(array.name() + " = new float[][] " + array.initializer() + ";"));
        }
        lines.add("");
        block("public " + simpleName(schedule) + "(float[][] arrays, Kernel[] kernels, int rows)", body);
    }

    private void method(Method method) {
        lines.add("");
        if (!method.formula().isEmpty()) {
            comment(INDENT, method.formula());
        }
        StringBuilder header = new StringBuilder("private void " + method.name() + "(int rows, long key");
        method.counters().forEach(counter -> header.append(", int ").append(counter));
        header.append(method.use() == Method.Use.SEQUENCE ? CREW : "");
        method.arrays().forEach(array -> header.append(", ").append(array));
        header.append(")");
        List<String> body = locals(method);
        body.addAll(method.body());
        block(header.toString(), body);
    }

    /** The arrays that a method touches, as locals: C2 does not keep fields in registers across vector stores. */
    private List<String> locals(Method method) {
        Set<String> words = new HashSet<>();
        Words.visit(method.body(), (line, start, end) -> {
            if (Words.mayBeArray(line, start, end)) {
                words.add(line.substring(start, end));
            }
        });
        method.arrays().forEach(array -> words.remove(array.substring(array.indexOf(' ') + 1)));
        List<String> declarations = new ArrayList<>();
        Stream.concat(schedule.layout().buffers().stream().map(Buffer::name), OWN.keySet().stream())
                .filter(words::contains)
                .forEach(name -> declarations.add("float[] " + name + " = this." + name + ";"));
        schedule.layout().matrices().stream()
                .map(Layout.Matrix::name)
                .filter(words::contains)
                .forEach(name -> declarations.add("float[][] " + name + " = this." + name + ";"));
        return declarations;
    }
}
