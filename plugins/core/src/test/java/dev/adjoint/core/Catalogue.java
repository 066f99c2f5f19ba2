package dev.adjoint.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.plugin.Plugin;
import dev.adjoint.testkit.Contract;
import java.util.Arrays;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What this module announces to ServiceLoader. */
public final class Catalogue {
    private Catalogue() {}

    /** Asserts that each plugin of a kind in this module is held to a contract. */
    public static void assertEach(Class<? extends Plugin> kind, Contract... contracts) {
        Set<String> announced = ServiceLoader.load(kind).stream()
                .filter(provider -> provider.type().getName().startsWith("dev.adjoint.core."))
                .map(provider -> provider.get().pluginName())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> tried = Arrays.stream(contracts)
                .map(contract -> contract.name().split(" ")[0])
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(announced, tried);
    }
}
