/** The report on the page of a build: a tab, a card on its overview, and the figures for other programs. */
@NullMarked
package io.jenkins.plugins.multistagebuild.jenkins.view;

import org.jspecify.annotations.NullMarked;
