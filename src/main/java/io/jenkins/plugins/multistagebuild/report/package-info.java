/** The size report: model, comparison, budget, and its views as text, JSON and HTML. */
@NullMarked
package io.jenkins.plugins.multistagebuild.report;

import org.jspecify.annotations.NullMarked;
