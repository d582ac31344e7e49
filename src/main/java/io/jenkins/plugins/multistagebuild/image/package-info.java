/** Container images as archives: layers, files and sizes, read by seeking. */
@NullMarked
package io.jenkins.plugins.multistagebuild.image;

import org.jspecify.annotations.NullMarked;
