package dev.adjoint.codegen.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.codegen.schedule.Identifiers;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScopeTests {
    @Test
    void aNumberedNameThatSomeoneElseWishesForIsGivenOnce() {
        List<String> wishes = List.of("w2", "w2", "w22", "w", "w", "w2", "w22", "w222");
        Scope method = Scope.method(new Identifiers());
        Set<String> given = wishes.stream().map(method::variableName).collect(Collectors.toSet());
        assertEquals(wishes.size(), given.size(), given::toString);
    }
}
