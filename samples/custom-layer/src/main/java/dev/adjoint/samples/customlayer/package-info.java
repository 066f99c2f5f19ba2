/**
 * A layer of your own, from a module that sees nothing but the API.
 *
 * <p>Three things make a plugin:
 *
 * <ol>
 *   <li>A record that implements the interface of its kind. Its components are its configuration, and its constructor
 *       without arguments gives the defaults; so {@link dev.adjoint.samples.customlayer.RmsNorm} is
 *       {@code rms-norm: {epsilon: 1e-5}} in a model file, or just {@code rms-norm}.
 *   <li>{@code @AutoService(Layer.class)}, so that it is found on the class path or in a folder of plugins.
 *   <li>Its mathematics in {@code apply}, forward only: what you write there is a graph of tensors, from which the
 *       backward pass and the generated code are derived.
 * </ol>
 *
 * <p>The test beside it is one line: {@code Contracts.layer(new RmsNorm()).input(6)} checks the derived gradient
 * against differences, single against double precision, every backend against the interpreter, and more.
 */
@NullMarked
package dev.adjoint.samples.customlayer;

import org.jspecify.annotations.NullMarked;
