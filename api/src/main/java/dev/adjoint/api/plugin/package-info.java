/** What a plugin implements: layers, losses, optimizers and the rest, each a record found by ServiceLoader. */
@NullMarked
package dev.adjoint.api.plugin;

import org.jspecify.annotations.NullMarked;
