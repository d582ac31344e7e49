package io.jenkins.plugins.multistagebuild.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every figure of a report must be; the messages name the field as the JSON does. */
final class Figures {
    private Figures() {}

    static void requireText(@Nullable String text, String field) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(field + " is missing");
        }
    }

    static void requireValue(@Nullable Object value, String field) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
    }

    static void requireCount(@Nullable Number count, String field) {
        if (count != null && count.longValue() < 0) {
            throw new IllegalArgumentException(field + " is " + count + ", which is less than 0");
        }
    }

    /** An immutable copy; a missing list is an empty one. */
    static <T> List<T> listed(@Nullable List<T> list, String field) {
        if (list == null) {
            return List.of();
        }
        for (T entry : list) {
            if (entry == null) {
                throw new IllegalArgumentException(field + " has an empty entry");
            }
        }
        return List.copyOf(list);
    }
}
