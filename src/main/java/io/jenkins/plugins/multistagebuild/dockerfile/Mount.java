package io.jenkins.plugins.multistagebuild.dockerfile;

import org.jspecify.annotations.Nullable;

/**
 * One {@code RUN --mount}. Values are raw: all but {@code from} may hold variables.
 *
 * @param type lower case: {@code bind} (the default), {@code cache}, {@code tmpfs}, {@code secret} or {@code ssh}; or a
 *     word with a variable in it
 * @param from the stage or image whose files are mounted; null: the build context
 * @param source the path or, for a secret, its id's other name
 * @param readOnly as written or as the type has it
 * @param settings the keys that only certain types know
 * @param range the whole flag
 * @param fromRange the value of {@code from}
 */
public record Mount(
        String type,
        @Nullable String from,
        @Nullable String source,
        @Nullable String target,
        boolean readOnly,
        Settings settings,
        SourceRange range,
        @Nullable SourceRange fromRange) {

    /**
     * What only certain types of mount know.
     *
     * @param id of a cache, secret or SSH agent
     * @param sharing of a cache: {@code shared}, {@code private} or {@code locked}
     * @param required whether a secret or SSH agent must be there
     * @param size of a tmpfs, such as {@code 64m}
     * @param mode octal
     * @param env the environment variable that shows a secret
     */
    public record Settings(
            @Nullable String id,
            @Nullable String sharing,
            boolean required,
            @Nullable String size,
            @Nullable String mode,
            @Nullable String uid,
            @Nullable String gid,
            @Nullable String env) {}
}
