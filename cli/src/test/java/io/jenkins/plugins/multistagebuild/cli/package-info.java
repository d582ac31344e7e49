/** The command line, driven as its users do. */
package io.jenkins.plugins.multistagebuild.cli;
