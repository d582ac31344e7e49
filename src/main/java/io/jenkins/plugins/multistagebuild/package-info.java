/** The base of every expected failure of this tool. */
@NullMarked
package io.jenkins.plugins.multistagebuild;

import org.jspecify.annotations.NullMarked;
