package dev.adjoint.core.regularizer;

import static dev.adjoint.testkit.Contracts.regularizer;

import dev.adjoint.api.plugin.Regularizer;
import dev.adjoint.core.Catalogue;
import dev.adjoint.testkit.Contract;
import dev.adjoint.testkit.Contracts;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RegularizerContractTests {
    private static final Contract[] CONTRACTS = {
        regularizer(new None()),
        regularizer(new L1(0.5)),
        regularizer(new L2(0.5)),
        regularizer(new ElasticNet(0.5, 0.25))
    };

    @TestFactory
    Stream<DynamicContainer> regularizersKeepTheirContract() {
        return Contracts.all(CONTRACTS);
    }

    @Test
    void noRegularizerIsLeftOut() {
        Catalogue.assertEach(Regularizer.class, CONTRACTS);
    }
}
