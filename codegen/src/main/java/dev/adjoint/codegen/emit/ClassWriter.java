package dev.adjoint.codegen.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.adjoint.api.math.CounterRandom;
import dev.adjoint.api.op.Sum;
import dev.adjoint.api.plugin.Kernel;
import dev.adjoint.codegen.Checks;
import dev.adjoint.codegen.GeneratedProgram;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Puts methods together to a class: fields for the arrays, a constructor that takes them, and the methods. */
final class ClassWriter {
    private static final String VECTORS = "jdk.incubator.vector";
    private static final TypeName FLOATS = ArrayTypeName.of(float.class);
    private static final Map<String, ClassName> IMPORTS = Map.of(
            "FloatVector", ClassName.get(VECTORS, "FloatVector"),
            "IntVector", ClassName.get(VECTORS, "IntVector"),
            "VectorMask", ClassName.get(VECTORS, "VectorMask"),
            "VectorOperators", ClassName.get(VECTORS, "VectorOperators"),
            "Arrays", ClassName.get(Arrays.class),
            "CounterRandom", ClassName.get(CounterRandom.class),
            "Parts", ClassName.get(Parts.class),
            "PartialSums", ClassName.get(PartialSums.class),
            "Checks", ClassName.get(Checks.class));
    /** A word where an array may stand: not behind a dot, and before a bracket, a comma or a closing parenthesis. */
    private static final Pattern ARRAY = Pattern.compile("(?<![\\w.])(\\w+)(?=[\\[,)])");

    /** The empty line that JavaPoet leaves between two fields. */
    private static final Pattern BETWEEN_FIELDS =
            Pattern.compile("(?m)^(    private (?:static )?final .*;\\n)\\n(?=    private (?:static )?final )");

    private static final Pattern IMPORTED = Pattern.compile("\\b(" + String.join("|", IMPORTS.keySet()) + ")\\b");

    private final Schedule schedule;
    private final Target target;
    private final List<CallEmitter.Call> calls;

    ClassWriter(Schedule schedule, Target target, List<CallEmitter.Call> calls) {
        this.schedule = schedule;
        this.target = target;
        this.calls = calls;
    }

    static String className(Schedule schedule) {
        return GeneratedSource.PACKAGE + "." + simpleName(schedule);
    }

    private static String simpleName(Schedule schedule) {
        return Identifiers.className(schedule.layout().program().name());
    }

    /**
     * The source of the class.
     *
     * @param run what a run does
     * @param crew whether several threads run it together
     */
    String write(List<String> run, List<Method> methods, boolean crew) {
        TypeSpec.Builder type = TypeSpec.classBuilder(simpleName(schedule))
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(crew ? CrewProgram.class : GeneratedProgram.class)
                .addJavadoc("Generated from a program: one method a kernel, arrays in row-major order.\n");
        fields(type);
        type.addMethod(constructor());
        MethodSpec.Builder entry = MethodSpec.methodBuilder(crew ? "work" : "run")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(int.class, "rows")
                .addParameter(long.class, "key");
        if (crew) {
            addCrew(entry);
        }
        type.addMethod(entry.addCode(body(run)).build());
        for (Method method : methods) {
            type.addMethod(method(method));
        }
        String text = JavaFile.builder(GeneratedSource.PACKAGE, type.build())
                .skipJavaLangImports(true)
                .indent("    ")
                .build()
                .toString();
        return BETWEEN_FIELDS.matcher(text).replaceAll("$1");
    }

    private static void addCrew(MethodSpec.Builder method) {
        method.addParameter(int.class, "thread")
                .addParameter(int.class, "threads")
                .addParameter(Barrier.class, "barrier");
    }

    private void fields(TypeSpec.Builder type) {
        if (target.hasVectors()) {
            ClassName species = ClassName.get(VECTORS, "VectorSpecies");
            String name = "SPECIES_" + target.lanes() * Float.SIZE;
            for (String vector : List.of("Float", "Int")) {
                type.addField(FieldSpec.builder(species, vector.equals("Float") ? "FLOATS" : "INTS")
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                        .initializer("$T.$L", ClassName.get(VECTORS, vector + "Vector"), name)
                        .build());
            }
        }
        for (String scratch : List.of("partials", "tail")) {
            type.addField(FieldSpec.builder(FLOATS, scratch, Modifier.PRIVATE, Modifier.FINAL)
                    .initializer("new float[$L]", Sum.LANES)
                    .build());
        }
        for (Buffer buffer : schedule.layout().buffers()) {
            type.addField(FLOATS, buffer.name(), Modifier.PRIVATE, Modifier.FINAL);
        }
        for (Layout.Matrix matrix : schedule.layout().matrices()) {
            type.addField(ArrayTypeName.of(FLOATS), matrix.name(), Modifier.PRIVATE, Modifier.FINAL);
        }
        for (CallEmitter.Call call : calls) {
            type.addField(Kernel.class, call.field(), Modifier.PRIVATE, Modifier.FINAL);
            for (CallEmitter.ArrayField array : call.arrays()) {
                type.addField(ArrayTypeName.of(FLOATS), array.name(), Modifier.PRIVATE, Modifier.FINAL);
            }
        }
    }

    private MethodSpec constructor() {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addParameter(ArrayTypeName.of(FLOATS), "arrays")
                .addParameter(ArrayTypeName.of(Kernel.class), "kernels")
                .addParameter(int.class, "rows");
        int number = 0;
        for (Buffer buffer : schedule.layout().buffers()) {
            constructor.addStatement("$L = arrays[$L]", buffer.name(), number++);
        }
        for (Layout.Matrix matrix : schedule.layout().matrices()) {
            constructor.addStatement("$L = new float[$L][$L]", matrix.name(), matrix.rows(), matrix.columns());
        }
        int kernel = 0;
        for (CallEmitter.Call call : calls) {
            constructor.addStatement("$L = kernels[$L]", call.field(), kernel++);
            for (CallEmitter.ArrayField array : call.arrays()) {
                constructor.addStatement("$L = new float[][] $L", array.name(), array.initializer());
            }
        }
        return constructor.build();
    }

    private MethodSpec method(Method method) {
        MethodSpec.Builder builder = MethodSpec.methodBuilder(method.name())
                .addModifiers(Modifier.PRIVATE)
                .addParameter(int.class, "rows")
                .addParameter(long.class, "key");
        method.counters().forEach(counter -> builder.addParameter(int.class, counter));
        if (method.use() == Method.Use.SEQUENCE) {
            addCrew(builder);
        }
        if (!method.formula().isEmpty()) {
            builder.addJavadoc("$L\n", method.formula());
        }
        List<String> lines = new ArrayList<>(locals(method));
        lines.addAll(method.body());
        return builder.addCode(body(lines)).build();
    }

    /** The arrays that a method touches, as locals: C2 does not keep fields in registers across vector stores. */
    private List<String> locals(Method method) {
        Set<String> words = new HashSet<>();
        method.body().forEach(line -> ARRAY.matcher(line).results().forEach(found -> words.add(found.group(1))));
        List<String> declarations = new ArrayList<>();
        Stream.concat(schedule.layout().buffers().stream().map(Buffer::name), Stream.of("partials", "tail"))
                .filter(words::contains)
                .forEach(name -> declarations.add("float[] " + name + " = this." + name + ";"));
        schedule.layout().matrices().stream()
                .map(Layout.Matrix::name)
                .filter(words::contains)
                .forEach(name -> declarations.add("float[][] " + name + " = this." + name + ";"));
        return declarations;
    }

    private static CodeBlock body(List<String> lines) {
        CodeBlock.Builder body = CodeBlock.builder();
        for (String line : lines) {
            List<ClassName> types = new ArrayList<>();
            Matcher matcher = IMPORTED.matcher(line);
            StringBuilder format = new StringBuilder();
            while (matcher.find()) {
                types.add(IMPORTS.get(matcher.group(1)));
                matcher.appendReplacement(format, "\\$T");
            }
            matcher.appendTail(format);
            body.add(format.append("\n").toString(), types.toArray());
        }
        return body.build();
    }
}
