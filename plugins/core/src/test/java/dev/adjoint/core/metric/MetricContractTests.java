package dev.adjoint.core.metric;

import static dev.adjoint.testkit.Contracts.metric;

import dev.adjoint.api.plugin.Metric;
import dev.adjoint.core.Catalogue;
import dev.adjoint.testkit.Contract;
import dev.adjoint.testkit.Contracts;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MetricContractTests {
    private static final Contract[] CONTRACTS = {
        metric(new Accuracy()).classes(4).perfect(1),
        metric(new Accuracy()).oneHot(3).perfect(1),
        metric(new Accuracy()).binary(1).perfect(1),
        metric(new BinaryAccuracy()).binary(5).perfect(1),
        metric(new ConfusionMatrix()).classes(3).perfect(0),
        metric(new F1()).classes(3).perfect(1),
        metric(new F1()).binary().perfect(1),
        metric(new MeanAbsoluteError()).numbers(3).perfect(0),
        metric(new Precision()).oneHot(4).perfect(1),
        metric(new Recall()).classes(4).perfect(1),
        metric(new RootMeanSquaredError()).numbers(2, 2).perfect(0),
        metric(new RSquared()).numbers(3).perfect(1),
        metric(new TopKAccuracy(2)).classes(5).perfect(1),
        metric(new TopKAccuracy()).oneHot(7).perfect(1)
    };

    @TestFactory
    Stream<DynamicContainer> metricsKeepTheirContract() {
        return Contracts.all(CONTRACTS);
    }

    @Test
    void noMetricIsLeftOut() {
        Catalogue.assertEach(Metric.class, CONTRACTS);
    }
}
