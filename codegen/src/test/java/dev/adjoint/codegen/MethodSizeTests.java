package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.codegen.emit.GeneratedSource;
import dev.adjoint.codegen.emit.ProgramEmitter;
import dev.adjoint.codegen.emit.Target;
import dev.adjoint.codegen.emit.Team;
import dev.adjoint.codegen.schedule.Identifiers;
import dev.adjoint.codegen.schedule.Schedule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.SimpleCompiler;
import org.codehaus.janino.util.ClassFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** HotSpot never compiles a method of 8,000 bytes or more, and C1 gives up on far smaller ones full of vectors. */
class MethodSizeTests {
    private static final int LARGEST = 8000;
    private static final int LARGEST_WITH_VECTORS = 2400;
    private static final List<Integer> LANES = List.of(0, 4, 8, 16);
    private static final List<Integer> WIDTHS = List.of(13, 64);

    /** A method as it was compiled. */
    private record Compiled(String name, int bytes, boolean vectors) {
        boolean isTooLarge() {
            return bytes >= LARGEST || vectors && bytes > LARGEST_WITH_VECTORS;
        }
    }

    static Stream<Arguments> networks() {
        return Stream.of(Network.values())
                .flatMap(network -> LANES.stream().map(lanes -> Arguments.of(network, lanes)));
    }

    @ParameterizedTest(name = "{0}, {1} lanes")
    @MethodSource("networks")
    void everyMethodIsSmallEnoughForTheJit(Network network, int lanes) throws Exception {
        for (int width : WIDTHS) {
            for (Team team : List.of(Team.ALONE, new Team(3, 0))) {
                List<Compiled> methods = compile(network.ofWidth(width), new Target(lanes, 8, team));
                assertTrue(methods.stream().anyMatch(method -> method.vectors() == lanes > 0));
                assertEquals(
                        List.of(),
                        methods.stream().filter(Compiled::isTooLarge).toList(),
                        "width " + width + ", " + team);
            }
        }
    }

    @Test
    void vectorsAreSeenWhereTheyAreUsed() throws Exception {
        assertTrue(compile(Network.PERCEPTRON.ofWidth(64), new Target(8, 8)).stream()
                .anyMatch(Compiled::vectors));
        assertTrue(compile(Network.PERCEPTRON.ofWidth(64), new Target(0, 8)).stream()
                .noneMatch(Compiled::vectors));
    }

    private static List<Compiled> compile(TrainingExample example, Target target) throws CompileException, IOException {
        Schedule schedule = Schedule.of(example.program(), new Identifiers(), target.lanes(), target.capacity());
        GeneratedSource source = ProgramEmitter.emit(schedule, target);
        SimpleCompiler compiler = new SimpleCompiler();
        compiler.setParentClassLoader(MethodSizeTests.class.getClassLoader());
        compiler.setDebuggingInformation(true, true, true);
        compiler.cook(new StringReader(source.source()));
        List<Compiled> methods = new ArrayList<>();
        for (byte[] bytes : compiler.getBytecodes().values()) {
            ClassFile file = new ClassFile(new ByteArrayInputStream(bytes));
            for (ClassFile.MethodInfo method : file.methodInfos) {
                methods.add(compiled(method, source.source()));
            }
        }
        return methods;
    }

    private static Compiled compiled(ClassFile.MethodInfo method, String source) {
        for (ClassFile.AttributeInfo attribute : method.getAttributes()) {
            if (attribute instanceof ClassFile.CodeAttribute code) {
                // Janino adds a dollar sign to the names of private methods.
                String name = method.getName().replace("$", "");
                return new Compiled(name, code.code.length, usesVectors(name, source));
            }
        }
        throw new AssertionError(method.getName() + " has no code");
    }

    /** Whether the text of a method, which ends where the indent falls back, names vectors. */
    private static boolean usesVectors(String name, String source) {
        int start = source.indexOf("private void " + name + "(");
        return start >= 0
                && source.substring(start, source.indexOf("\n    }\n", start)).contains("Vector");
    }
}
