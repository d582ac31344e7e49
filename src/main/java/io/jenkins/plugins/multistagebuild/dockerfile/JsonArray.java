package io.jenkins.plugins.multistagebuild.dockerfile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the exec form: a JSON array of strings (RFC 8259). Text that is no JSON array is no mistake but the shell form,
 * so this reader answers with a verdict instead of an error.
 */
final class JsonArray {
    private static final Reading NO_ARRAY = new Reading(null, false);

    private final String text;
    private int at;

    private JsonArray(String text) {
        this.text = text;
    }

    /**
     * @param strings null where the text is no JSON array
     * @param onlyStrings false where it is one, of other things than strings
     */
    record Reading(@Nullable List<String> strings, boolean onlyStrings) {}

    static Reading read(String text) {
        int start = Blank.skip(text, 0, text.length());
        if (start == text.length() || text.charAt(start) != '[') {
            return NO_ARRAY;
        }
        JsonArray reader = new JsonArray(text);
        List<String> strings = new ArrayList<>();
        try {
            boolean onlyStrings = reader.array(strings);
            return new Reading(strings, onlyStrings);
        } catch (NotJsonException e) {
            return NO_ARRAY;
        }
    }

    /** The outermost array, with everything that it nests read without recursion: nesting has no limit here. */
    private boolean array(List<String> strings) throws NotJsonException {
        at = Blank.skip(text, 0, text.length());
        expect('[');
        Deque<Character> open = new ArrayDeque<>();
        open.push(']');
        boolean onlyStrings = true;
        boolean first = true;
        while (!open.isEmpty()) {
            skipSpace();
            if (first ? peek() == open.element() : peek() != ',') {
                expect(open.pop());
                first = false;
                continue;
            }
            if (!first) {
                expect(',');
                skipSpace();
            }
            if (open.element() == '}') {
                string();
                skipSpace();
                expect(':');
                skipSpace();
            }
            first = peek() == '[' || peek() == '{';
            if (peek() == '"') {
                String value = string();
                if (open.size() == 1) {
                    strings.add(value);
                }
            } else {
                onlyStrings &= open.size() > 1;
                other(open);
            }
        }
        skipSpace();
        if (at < text.length()) {
            throw new NotJsonException();
        }
        return onlyStrings;
    }

    private void other(Deque<Character> open) throws NotJsonException {
        if (peek() == '[' || peek() == '{') {
            open.push(peek() == '[' ? ']' : '}');
            at++;
        } else if (peek() == '-' || isDigit(peek())) {
            number();
        } else {
            literal();
        }
    }

    private void literal() throws NotJsonException {
        int start = at;
        while (peek() >= 'a' && peek() <= 'z') {
            at++;
        }
        String word = text.substring(start, at);
        if (!word.equals("true") && !word.equals("false") && !word.equals("null")) {
            throw new NotJsonException();
        }
    }

    private void number() throws NotJsonException {
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (peek() == '.') {
            at++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
    }

    private void digits() throws NotJsonException {
        if (!isDigit(peek())) {
            throw new NotJsonException();
        }
        while (isDigit(peek())) {
            at++;
        }
    }

    private String string() throws NotJsonException {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (peek() != '"') {
            if (peek() < ' ') {
                throw new NotJsonException(); // the end, or a control character
            }
            char c = text.charAt(at++);
            value.append(c == '\\' ? escaped() : c);
        }
        at++;
        return value.toString();
    }

    private char escaped() throws NotJsonException {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw new NotJsonException();
        };
    }

    private char unicode() throws NotJsonException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = peek() < 0x80 ? Character.digit(peek(), 16) : -1;
            if (digit < 0) {
                throw new NotJsonException();
            }
            value = value * 16 + digit;
            at++;
        }
        return (char) value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void expect(char c) throws NotJsonException {
        if (peek() != c) {
            throw new NotJsonException();
        }
        at++;
    }

    private void skipSpace() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
            at++;
        }
    }

    /** Leaves the reader; it never leaves this class, so it carries no stack trace. */
    private static final class NotJsonException extends Exception {
        private static final long serialVersionUID = 1L;

        private NotJsonException() {
            super("no JSON array", null, false, false);
        }
    }
}
