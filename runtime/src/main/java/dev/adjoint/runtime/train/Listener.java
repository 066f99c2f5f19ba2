package dev.adjoint.runtime.train;

/** Hears how training goes, in the thread that trains. */
public interface Listener {
    default void onEpochStart(Progress progress) {}

    /** After each update. */
    default void onStep(Progress progress) {}

    default void onEpochEnd(Epoch epoch) {}
}
