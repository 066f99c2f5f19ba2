package dev.adjoint.codegen.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.CompilationException;
import dev.adjoint.codegen.emit.GeneratedSource;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourceCompilerTests {
    private static final String WRONG = """
            package dev.adjoint.generated;

            public final class Wrong {
                int two() {
                    return "two";
                }
            }
            """;

    static Stream<SourceCompiler> compilers() {
        return Stream.of(new JaninoCompiler(), new JavacCompiler());
    }

    @ParameterizedTest
    @MethodSource("compilers")
    void anErrorShowsTheNumberedSource(SourceCompiler compiler) {
        GeneratedSource source = GeneratedSource.of("dev.adjoint.generated.Wrong", WRONG);
        CompilationException e = assertThrows(CompilationException.class, () -> compiler.compile(source));
        String message = String.valueOf(e.getMessage());
        assertTrue(message.contains("did not accept generated source"), message);
        assertTrue(message.contains("Wrong.java:5") || message.contains("Line 5"), message);
        assertTrue(message.contains("    5          return \"two\";"), message);
    }

    @ParameterizedTest
    @MethodSource("compilers")
    void aClassIsMadeInThisProcess(SourceCompiler compiler) throws Exception {
        String right = WRONG.replace("Wrong", "Right")
                .replace("int two", "public int two")
                .replace("\"two\"", "2");
        Class<?> made = compiler.compile(GeneratedSource.of("dev.adjoint.generated.Right", right));
        Object instance = made.getConstructor().newInstance();
        assertEquals(2, made.getMethod("two").invoke(instance));
    }
}
