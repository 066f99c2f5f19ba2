package dev.adjoint.codegen;

import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Loops;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import java.util.List;
import java.util.function.IntFunction;

/** Networks as people train them, of any width. */
public enum Network {
    PERCEPTRON(Network::perceptron),
    CONVOLUTIONAL(Network::convolutional),
    RECURRENT(Network::recurrent),
    NORMALISED(Network::normalised),
    ATTENTIVE(Network::attentive),
    EMBEDDED(Network::embedded),
    DROPPING(Network::dropping),
    GATED(Network::gated),
    NARROW(Network::narrow);

    private final IntFunction<TrainingExample> example;

    Network(IntFunction<TrainingExample> example) {
        this.example = example;
    }

    public TrainingExample ofWidth(int width) {
        return example.apply(width);
    }

    /** Two dense layers and the cross-entropy of a softmax. */
    private static TrainingExample perceptron(int width) {
        TrainingGraph graph = new TrainingGraph();
        Tensor hidden = Functions.relu(graph.dense("hidden", graph.input("x", width), width + 3));
        Tensor logits = graph.dense("logits", hidden, 10);
        Tensor loss = TrainingGraph.crossEntropy(logits, graph.indices("labels", 10));
        return graph.adam("perceptron", graph.labelled("loss", loss), Functions.softmax(logits, -1));
    }

    /** A convolution of 3 by 3, the largest of 2 by 2, another convolution, and a dense layer. */
    private static TrainingExample convolutional(int width) {
        TrainingGraph graph = new TrainingGraph();
        Tensor first = Functions.relu(convolution(graph, "first", graph.input("images", 8, 6, 1), 3, width));
        Tensor pooled = first.window(1, 2, 2, 1).window(3, 2, 2, 1).max(4).max(2);
        Tensor second = Functions.relu(convolution(graph, "second", graph.labelled("pool", pooled), 2, 5));
        Shape flat = Shape.of(Shape.ROWS, (int) second.shape().row().elements());
        Tensor logits = graph.dense("logits", second.reshape(flat), 3);
        Tensor loss = TrainingGraph.crossEntropy(logits, graph.indices("labels", 3));
        return graph.adam("convolutional", graph.labelled("loss", loss), logits.argMax(-1));
    }

    /** Channels that fill no vector, with a bias before a function of many operations. */
    private static TrainingExample narrow(int width) {
        TrainingGraph graph = new TrainingGraph();
        Tensor first = convolution(graph, "first", graph.input("images", 8, 6, 1), 3, 6)
                .tanh();
        Tensor second = convolution(graph, "second", graph.labelled("tanh", first), 2, width)
                .tanh();
        Shape flat = Shape.of(Shape.ROWS, (int) second.shape().row().elements());
        Tensor logits = graph.dense("logits", second.reshape(flat), 3);
        Tensor loss = TrainingGraph.crossEntropy(logits, graph.indices("labels", 3));
        return graph.adam("narrow", graph.labelled("loss", loss), logits.argMax(-1));
    }

    /** Images with so many positions that it pays to add the products of a single one to those of the others. */
    static TrainingExample images(int channels) {
        TrainingGraph graph = new TrainingGraph();
        Tensor first = Functions.relu(convolution(graph, "first", graph.input("images", 20, 17, 2), 3, channels));
        Tensor pooled = first.window(1, 2, 2, 1).max(2).window(2, 2, 2, 1).max(3);
        Tensor second = Functions.relu(convolution(graph, "second", graph.labelled("pool", pooled), 3, 8));
        Tensor logits = graph.dense("logits", second.reshape(Shape.of(Shape.ROWS, 7 * 5 * 8)), 3);
        Tensor loss = TrainingGraph.crossEntropy(logits, graph.indices("labels", 3));
        return graph.adam("images", graph.labelled("loss", loss), logits.argMax(-1));
    }

    static Tensor convolution(TrainingGraph graph, String path, Tensor x, int size, int channels) {
        Tensor kernel = graph.parameter(path + "/kernel", size, size, x.shape().last(), channels);
        Tensor windows = x.window(1, size, 1, 1).window(3, size, 1, 1);
        Dot overWindows = new Dot(List.of(), List.of(), List.of(2, 4, 5), List.of(0, 1, 2));
        return graph.labelled(path, windows.dot(kernel, overWindows).add(graph.parameter(path + "/bias", channels)));
    }

    /** A layer of LSTM cells (Hochreiter and Schmidhuber 1997) over five steps, and the squared error of a dense one. */
    private static TrainingExample recurrent(int width) {
        TrainingGraph graph = new TrainingGraph();
        int time = 5;
        int features = 3;
        Tensor sequence = graph.input("sequence", time, features).permute(1, 0, 2);
        Tensor fromInput = graph.parameter("lstm/input-kernel", features, 4 * width);
        Tensor fromHidden = graph.parameter("lstm/hidden-kernel", width, 4 * width);
        Tensor bias = graph.parameter("lstm/bias", 4 * width);
        Tensor zeros = Tensor.constant(0).broadcast(Shape.of(Shape.ROWS, width));
        Loops.Result result = Loops.scan(time, false, List.of(zeros, zeros), List.of(sequence), (carries, slices) -> {
            Tensor gates = slices.get(0)
                    .matmul(fromInput)
                    .add(carries.get(0).matmul(fromHidden))
                    .add(bias);
            Tensor admit = gates.slice(1, 0, width).sigmoid();
            Tensor keep = gates.slice(1, width, width).sigmoid();
            Tensor show = gates.slice(1, 2 * width, width).sigmoid();
            Tensor fresh = gates.slice(1, 3 * width, width).tanh();
            Tensor cell = keep.mul(carries.get(1)).add(admit.mul(fresh));
            Tensor hidden = show.mul(cell.tanh());
            return new Loops.Step(List.of(hidden, cell), List.of(hidden));
        });
        result.carries().forEach(carry -> graph.labelled("lstm", carry));
        Tensor states = graph.labelled("lstm", result.stacked().get(0)).permute(1, 0, 2);
        Tensor prediction = graph.dense("readout", states, 2);
        Tensor error = prediction.sub(graph.input("target", time, 2));
        return graph.adam("recurrent", graph.labelled("loss", Functions.mean(error.square())), prediction);
    }

    /** A dense layer, normalised (Ba et al. 2016), the exact Gaussian error unit, and logistic regression. */
    private static TrainingExample normalised(int width) {
        TrainingGraph graph = new TrainingGraph();
        Tensor x = graph.dense("dense", graph.input("x", 6), width);
        Tensor centred = x.sub(Functions.repeat(Functions.mean(x, -1), x, -1));
        Tensor deviation = Functions.variance(x, -1).add(1e-5).sqrt();
        Tensor normal = centred.div(Functions.repeat(deviation, x, -1))
                .mul(graph.parameter("norm/gain", width))
                .add(graph.parameter("norm/shift", width));
        Tensor hidden = graph.labelled("norm", normal);
        Tensor unit = hidden.mul(hidden.mul(Math.sqrt(0.5)).erf().add(1)).mul(0.5);
        Tensor logit = graph.dense("logit", graph.labelled("gelu", unit), 1);
        Tensor label = graph.indices("label", 2, 1).cast(dev.adjoint.api.graph.DType.FLOAT);
        Tensor loss = Functions.mean(Functions.softplus(logit).sub(logit.mul(label)));
        return graph.adam("normalised", graph.labelled("loss", loss), logit.sigmoid());
    }

    /** Two heads that attend to eleven steps (Vaswani et al. 2017), side by side, and the mean over the steps. */
    private static TrainingExample attentive(int width) {
        TrainingGraph graph = new TrainingGraph();
        int size = (width + 1) / 2;
        Tensor x = graph.input("x", 11, width);
        Tensor queries = heads(graph, "query", x, size);
        Tensor keys = heads(graph, "key", x, size);
        Tensor values = heads(graph, "value", x, size);
        Tensor scores = queries.dot(keys, new Dot(List.of(0, 1), List.of(0, 1), List.of(3), List.of(3)));
        Tensor weights = Functions.softmax(scores.mul(1 / Math.sqrt(size)), -1);
        Tensor seen = weights.dot(values, new Dot(List.of(0, 1), List.of(0, 1), List.of(3), List.of(2)))
                .permute(0, 2, 1, 3)
                .reshape(Shape.of(Shape.ROWS, 11, 2 * size));
        Tensor mixed = graph.dense("mix", graph.labelled("attention", seen), width);
        Tensor logits = graph.dense("logits", Functions.mean(mixed, 1), 3);
        Tensor loss = TrainingGraph.crossEntropy(logits, graph.indices("labels", 3));
        return graph.adam("attentive", graph.labelled("loss", loss), logits.argMax(-1));
    }

    private static Tensor heads(TrainingGraph graph, String path, Tensor x, int size) {
        return graph.dense(path, x, 2 * size)
                .reshape(Shape.of(Shape.ROWS, 11, 2, size))
                .permute(0, 2, 1, 3);
    }

    /** Words as vectors with their place added, the mean over a sentence, and the word that is missing. */
    private static TrainingExample embedded(int width) {
        TrainingGraph graph = new TrainingGraph();
        int words = 11;
        int length = 4;
        Tensor table = graph.parameter("embedding/table", words, width);
        Tensor vectors = table.gather(0, graph.indices("sentence", words, length));
        Tensor placed = vectors.add(graph.parameter("position/table", length, width));
        Tensor sentence = graph.labelled("embedding", Functions.mean(placed.sin(), 1));
        Tensor logits = graph.dense("words", sentence, words);
        Tensor loss = TrainingGraph.crossEntropy(logits, graph.indices("missing", words));
        return graph.adam("embedded", graph.labelled("loss", loss), Functions.softmax(logits, -1));
    }

    /** Dropout (Srivastava et al. 2014) between two dense layers, and the absolute error. */
    private static TrainingExample dropping(int width) {
        TrainingGraph graph = new TrainingGraph();
        Tensor hidden = graph.dense("hidden", graph.input("x", 5), width).tanh();
        Tensor kept = graph.uniform(hidden.shape()).less(0.75);
        Tensor dropped = kept.where(hidden.div(0.75), Tensor.constant(0));
        Tensor prediction = graph.dense("out", graph.labelled("dropout", dropped), 3);
        Tensor error = prediction.sub(graph.input("target", 3)).abs();
        return graph.descend("dropping", graph.labelled("loss", Functions.mean(error)), prediction, 0.05);
    }

    /** A gated linear unit (Dauphin et al. 2017) behind a dropout, and binary cross-entropy by AdamW. */
    private static TrainingExample gated(int width) {
        TrainingGraph graph = new TrainingGraph();
        Tensor x = graph.input("x", 4);
        Tensor value = graph.dense("value", x, width).tanh();
        Tensor gate = graph.dense("gate", x, width).sigmoid();
        Tensor kept = graph.uniform(value.shape()).less(0.9);
        Tensor hidden = kept.where(value.mul(gate).div(0.9), Tensor.constant(0));
        Tensor logit = graph.dense("logit", graph.labelled("gated", hidden), 2);
        Tensor label = graph.indices("label", 2, 2).cast(dev.adjoint.api.graph.DType.FLOAT);
        Tensor loss = Functions.mean(Functions.softplus(logit).sub(logit.mul(label)));
        return graph.adamW("gated", graph.labelled("loss", loss), logit.sigmoid(), 0.01);
    }
}
