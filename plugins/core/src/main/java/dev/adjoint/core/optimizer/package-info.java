/** The standard optimizers. In their formulas w is the parameter, g its gradient, η the learning rate of the step, t its number. */
@NullMarked
package dev.adjoint.core.optimizer;

import org.jspecify.annotations.NullMarked;
