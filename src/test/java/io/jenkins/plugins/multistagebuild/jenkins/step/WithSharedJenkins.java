package io.jenkins.plugins.multistagebuild.jenkins.step;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of the class run in a Jenkins that classes share, and for that in a JVM that they share: {@code pom.xml} knows
 * them by the tag. Tests that stop Jenkins, begin with a home of their own or add an extension cannot.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("shared-jenkins")
@ExtendWith(SharedJenkins.class)
public @interface WithSharedJenkins {}
