package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.codegen.compile.JaninoCompiler;
import org.junit.jupiter.api.Test;

class HeadStartTests {
    @Test
    void meetsVectorsWhereGeneratedCodeDoes() {
        String source = HeadStart.take(new JaninoCompiler()).reports().getOrDefault("source", "");

        assertEquals(VectorModule.lanes() > 0, source.contains("FloatVector"), source);
    }
}
