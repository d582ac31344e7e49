package io.jenkins.plugins.multistagebuild.dockerfile;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Variables of a stage on top of those of the stage it builds on. A chain of thousands of stages neither copies the
 * whole table at every step nor searches through all of them: now and then a table starts afresh with a copy.
 */
final class VariableTable {
    private static final int MAXIMUM_DEPTH = 32;

    private final @Nullable VariableTable parent;
    private final int depth;
    private final boolean inheritArgs;
    private final Map<String, Variable> own = new HashMap<>();

    /**
     * @param env the value from {@code ENV}
     * @param arg the value from {@code ARG}
     * @param argIsLater whether the {@code ARG} came after the {@code ENV}
     */
    record Variable(@Nullable Value env, @Nullable Value arg, boolean argIsLater) {
        private Variable withoutArg() {
            return new Variable(env, null, false);
        }
    }

    /** @param text null where it cannot be known before the build */
    record Value(@Nullable String text) {}

    /** @param inheritArgs whether the parent's {@code ARG}s count here */
    VariableTable(@Nullable VariableTable parent, boolean inheritArgs) {
        this.inheritArgs = inheritArgs;
        if (parent != null && parent.depth == MAXIMUM_DEPTH) {
            parent.copyInto(own);
            if (!inheritArgs) {
                own.replaceAll((name, variable) -> variable.withoutArg());
            }
            this.parent = null;
            this.depth = 0;
        } else {
            this.parent = parent;
            this.depth = parent == null ? 0 : parent.depth + 1;
        }
    }

    private void copyInto(Map<String, Variable> target) {
        if (parent != null) {
            parent.copyInto(target);
            if (!inheritArgs) {
                target.replaceAll((name, variable) -> variable.withoutArg());
            }
        }
        target.putAll(own);
    }

    @Nullable
    Variable get(String name) {
        boolean argsCount = true;
        for (VariableTable table = this; table != null; table = table.parent) {
            Variable variable = table.own.get(name);
            if (variable != null) {
                return argsCount ? variable : variable.withoutArg();
            }
            argsCount &= table.inheritArgs;
        }
        return null;
    }

    void putEnv(String name, Value value) {
        Variable known = get(name);
        own.put(name, new Variable(value, known == null ? null : known.arg(), false));
    }

    void putArg(String name, Value value) {
        Variable known = get(name);
        own.put(name, new Variable(known == null ? null : known.env(), value, true));
    }
}
