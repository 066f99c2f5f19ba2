package dev.adjoint.runtime.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestTests {
    private static final List<String> LAYERS = List.of("add", "dense", "dropout", "flatten", "leaky-relu", "relu");

    @Test
    void anEditOrASwapOfNeighboursCountsOne() {
        assertEquals(0, Nearest.distance("dense", "dense"));
        assertEquals(1, Nearest.distance("dens", "dense"));
        assertEquals(1, Nearest.distance("dennse", "dense"));
        assertEquals(1, Nearest.distance("danse", "dense"));
        assertEquals(1, Nearest.distance("desne", "dense"));
        assertEquals(3, Nearest.distance("kitten", "sitting"));
        assertEquals(5, Nearest.distance("", "dense"));
    }

    @Test
    void theNearestWordComesFirst() {
        assertEquals(
                List.of("dense", "relu", "add", "dropout", "flatten", "leaky-relu"), Nearest.order("dens", LAYERS));
    }

    @Test
    void caseDashesAndUnderscoresDoNotMatter() {
        assertEquals(Optional.of("leaky-relu"), Nearest.to("LeakyReLU", LAYERS));
        assertEquals(Optional.of("leaky-relu"), Nearest.to("leaky_relu", LAYERS));
    }

    @Test
    void aFarWordIsNotOffered() {
        assertEquals(Optional.empty(), Nearest.to("transformer", LAYERS));
        assertEquals(Optional.empty(), Nearest.to("x", LAYERS));
        assertEquals("", Nearest.question("transformer", LAYERS));
        assertEquals(", did you mean 'flatten'?", Nearest.question("flaten", LAYERS));
    }

    @Test
    void theBeginningOfAWordIsNear() {
        assertEquals(Optional.of("flatten"), Nearest.to("fla", LAYERS));
    }

    @Test
    void initialsAndOtherSpellingsAreNear() {
        List<String> keys = List.of("learning-rate", "beta1", "beta2", "epsilon");
        assertEquals(Optional.of("learning-rate"), Nearest.to("lr", keys));
        assertEquals(Optional.of("beta1"), Nearest.to("beta_1", keys));
        assertEquals(Optional.of("beta2"), Nearest.to("beta-2", keys));
        assertEquals(Optional.of("mean-squared-error"), Nearest.to("MSE", List.of("huber", "mean-squared-error")));
    }

    @Property
    boolean theDistanceIsSymmetric(
            @ForAll @AlphaChars @StringLength(max = 9) String a, @ForAll @AlphaChars @StringLength(max = 9) String b) {
        return Nearest.distance(a, b) == Nearest.distance(b, a);
    }

    @Property
    boolean onlyEqualWordsAreAtDistanceZero(
            @ForAll @AlphaChars @StringLength(max = 4) String a, @ForAll @AlphaChars @StringLength(max = 4) String b) {
        return (Nearest.distance(a, b) == 0) == a.equals(b);
    }
}
