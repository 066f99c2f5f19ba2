package dev.adjoint.samples.benchmarks.workload;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be measured: {@code W} trains, one step being forward pass, backward pass and update; {@code P} predicts. */
public enum Workload {
    /** Dense layers, tanh between them, softmax cross-entropy, stochastic gradient descent at 0.01. */
    W1("4-16-3 tanh, softmax cross-entropy, SGD", Task.classes(16, 3, 4)),
    /** Dense layers, sigmoid behind both, mean squared error, stochastic gradient descent at 0.01, online. */
    W2("2-8-1 sigmoid, mean squared error, SGD", new Task(List.of(2), 1, Target.NUMBER, 1)),
    /** Dense layers, ReLU between them, softmax cross-entropy, Adam at 0.001, as in all that follow. */
    W3("784-128-10 ReLU, softmax cross-entropy, Adam", Task.classes(64, 10, 784)),
    /** As before, with two wide layers. */
    W4("784-1024-1024-10 ReLU, softmax cross-entropy, Adam", Task.classes(128, 10, 784)),
    /** Two valid 3x3 convolutions of 16 and 32 channels, each with ReLU and 2x2 max pooling, then dense layers. */
    W5("28x28x1, conv 3x3x16, pool 2, conv 3x3x32, pool 2, 128, 10, Adam", Task.classes(64, 10, 28, 28, 1)),
    /** The last state of a long short-term memory, 32 steps of 16 features, then a dense layer. */
    W6("LSTM, 32 steps of 16, hidden 64, dense 10, Adam", Task.classes(32, 10, 32, 16)),
    /** Dense layers, ReLU between them, binary cross-entropy. */
    W7("32-64-64-1 ReLU, binary cross-entropy, Adam", new Task(List.of(32), 256, Target.BIT, 1)),
    /** An encoder block of a transformer with normalisation behind each residual, the mean over time, a dense layer. */
    W9("transformer block, 32 steps of 64, 4 heads, feed-forward 128, dense 10, Adam", Task.classes(16, 10, 32, 64)),
    /** The network of {@link #W1} for one sample. */
    P1("predict one sample, 4-16-3 tanh", Task.classes(1, 3, 4)),
    /** The network of {@link #W3} for one sample. */
    P3("predict one sample, 784-128-10 ReLU", Task.classes(1, 10, 784));

    private final String description;
    private final Task task;

    Workload(String description, Task task) {
        this.description = description;
        this.task = task;
    }

    public String description() {
        return description;
    }

    public Task task() {
        return task;
    }

    /** Whether it predicts, and does not train. */
    public boolean predicts() {
        return name().startsWith("P");
    }

    public static Optional<Workload> named(String name) {
        return Arrays.stream(values())
                .filter(workload -> workload.name().equals(name))
                .findFirst();
    }

    /** The names of all, for messages. */
    public static String names() {
        return Arrays.stream(values()).map(Workload::name).collect(Collectors.joining(", "));
    }
}
