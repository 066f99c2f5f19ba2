package dev.adjoint.runtime.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.runtime.plugin.PluginRegistry;
import dev.adjoint.runtime.train.TrainingOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ModelFileProperties {
    private static final ModelFile FILES = new ModelFile(PluginRegistry.ofClassPath());

    @Property(tries = 200)
    void aModelThatIsWrittenIsReadBackEqual(@ForAll Random random) {
        ModelSpec spec = spec(random);
        assertEquals(spec, FILES.read(FILES.write(spec), "written"));
    }

    /** Layers of width 3 that each take what some earlier ones give; all that nothing takes are outputs. */
    private static ModelSpec spec(Random random) {
        List<String> names = new ArrayList<>();
        NetworkBuilder builder = Network.builder();
        int inputs = 1 + random.nextInt(3);
        for (int i = 0; i < inputs; i++) {
            String name = inputs == 1 && random.nextBoolean() ? "input" : "in-" + i;
            builder.input(name, DType.FLOAT, Shape.of(3));
            names.add(name);
        }
        List<String> unused = new ArrayList<>(names);
        int layers = 1 + random.nextInt(6);
        for (int i = 0; i < layers; i++) {
            Layer layer = layer(random);
            String name = random.nextBoolean() ? builder.nextName(layer) : "layer-" + i;
            List<String> sources = new ArrayList<>(List.of(
                    random.nextBoolean() ? names.get(names.size() - 1) : names.get(random.nextInt(names.size()))));
            if (layer instanceof Plus || i == layers - 1) {
                layer = new Plus();
                name = name.startsWith("layer") ? name : builder.nextName(layer);
                sources = new ArrayList<>(i == layers - 1 ? unused : sources);
                sources.add(names.get(random.nextInt(names.size())));
            }
            builder.layer(name, layer, sources.toArray(new String[0]));
            unused.removeAll(sources);
            unused.add(name);
            names.add(name);
        }
        String last = names.get(names.size() - 1);
        List<String> outputs = new ArrayList<>(List.of(last));
        if (layers > 1 && random.nextBoolean()) {
            outputs.add(random.nextInt(2), names.get(names.size() - 2));
        }
        Network network = builder.output(outputs.toArray(new String[0])).build();
        Map<String, WeightedLoss> losses = new LinkedHashMap<>();
        losses.put(last, new WeightedLoss(new Squares(), random.nextBoolean() ? 1 : random.nextDouble() + 0.1));
        return new ModelSpec(
                random.nextBoolean() ? "model" : "A name: with #" + random.nextInt(),
                network,
                losses,
                new Descent(random.nextDouble()),
                random.nextBoolean() ? Optional.empty() : Optional.of(new Decay(1 + random.nextInt(100))),
                random.nextBoolean() ? Map.of() : Map.of(last, List.of()),
                TrainingOptions.DEFAULTS
                        .withBatch(random.nextInt(100))
                        .withSeed(random.nextLong())
                        .withValidation(random.nextDouble()),
                random.nextBoolean() ? Map.of() : Map.of("file", "x y", "sizes", List.of(1, 2.5, true)));
    }

    private static Layer layer(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Affine(3, random.nextBoolean(), new Fill(random.nextDouble()));
            case 1 -> new Rectify();
            default -> new Plus();
        };
    }
}
