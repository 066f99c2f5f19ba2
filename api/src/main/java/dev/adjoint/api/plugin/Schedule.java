package dev.adjoint.api.plugin;

/** How the learning rate changes over the steps. */
public interface Schedule extends Plugin {
    /** What the base learning rate is multiplied by in a step; the first step is 1. */
    double factor(long step);
}
