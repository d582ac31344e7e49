/** JSON that others wrote, read as a tree. */
@NullMarked
package io.jenkins.plugins.multistagebuild.json;

import org.jspecify.annotations.NullMarked;
