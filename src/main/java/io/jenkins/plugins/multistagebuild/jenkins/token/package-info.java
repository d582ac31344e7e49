/** Token macros, for mails, descriptions and whatever else expands tokens; there only with the plugin token-macro. */
@NullMarked
package io.jenkins.plugins.multistagebuild.jenkins.token;

import org.jspecify.annotations.NullMarked;
