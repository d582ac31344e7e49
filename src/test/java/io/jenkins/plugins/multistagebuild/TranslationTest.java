package io.jenkins.plugins.multistagebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** What people read is in files beside what shows it, in English and in Simplified Chinese; see docs/translating.md. */
class TranslationTest {
    private static final Path RESOURCES =
            Path.of(System.getProperty("house", ".")).resolve("src/main/resources");
    private static final String CHINESE = "_zh_CN";

    /** Names and words of file formats, which are the same in Chinese. */
    private static final Set<String> ALIKE = Set.of("Dockerfile", "ID", "CSV", "JSON", "BuildKit", "Buildah");

    /** Text that a view takes from its properties: {@code ${%key}}, {@code ${%key(arguments)}} or {@code "%key"}. */
    private static final Pattern USED = Pattern.compile("\\$\\{%([^(}]+)|[\"']%([^\"'(]+)");

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern WIDE = Pattern.compile("[\\p{IsHan}\u3001-\u303f\uff01-\uff5e“”…]");
    private static final Pattern CODE = Pattern.compile("<(code|pre)>(.*?)</\\1>", Pattern.DOTALL);

    /** Attributes whose value people read. */
    private static final Set<String> READ =
            Set.of("title", "label", "aria-label", "alt", "description", "add", "header");

    static Stream<Path> views() throws IOException {
        return files(name -> name.endsWith(".jelly"));
    }

    static Stream<Path> bundles() throws IOException {
        return files(name -> name.endsWith(".properties") && !name.contains(CHINESE));
    }

    /** What is not the text of a view. */
    static Stream<Path> messages() throws IOException {
        return bundles().filter(bundle -> Files.notExists(beside(bundle, ".jelly")));
    }

    static Stream<Path> helps() throws IOException {
        return files(name -> name.startsWith("help") && name.endsWith(".html") && !name.contains(CHINESE));
    }

    private static Stream<Path> translations() throws IOException {
        return files(name -> name.contains(CHINESE));
    }

    private static Stream<Path> files(Predicate<String> wanted) throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> wanted.test(String.valueOf(file.getFileName()))).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("views")
    void shouldHaveEveryTextOfAViewInChinese(Path view) throws Exception {
        Set<String> used = used(view);
        assertThat(read(beside(view, ".properties")).keySet()).isSubsetOf(used);
        assertThat(read(beside(view, CHINESE + ".properties")).keySet()).isEqualTo(used);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void shouldHaveTheSameKeysInChinese(Path english) throws Exception {
        assertThat(read(beside(english, CHINESE + ".properties")).keySet())
                .isEqualTo(read(english).keySet());
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void shouldFormatTheSameArguments(Path english) throws Exception {
        Map<String, String> originals = read(english);
        read(beside(english, CHINESE + ".properties")).forEach((key, translation) -> assertThat(arguments(translation))
                .as("arguments of %s", key)
                .isEqualTo(arguments(originals.getOrDefault(key, ""))));
        originals.forEach((key, original) -> assertThat(original.replace("''", ""))
                .as("%s: MessageFormat takes an apostrophe away that is not doubled", key)
                .doesNotContain("'"));
    }

    @Test
    void shouldSayEverythingInChinese() throws Exception {
        for (Path translation : (Iterable<Path>) translations().filter(file -> !isHtml(file))::iterator) {
            read(translation).forEach((key, text) -> {
                assertThat(text.replace("''", "")).as(key).doesNotContain("'");
                if (!ALIKE.contains(text) && !text.replaceAll("\\{\\d}", "").isEmpty()) {
                    assertThat(WIDE.matcher(text).find())
                            .as("Chinese in %s of %s: %s", key, translation, text)
                            .isTrue();
                }
            });
        }
    }

    @Test
    void shouldTranslateNothingThatIsNotThere() throws Exception {
        assertThat(translations().map(file -> Path.of(file.toString().replace(CHINESE, ""))))
                .allMatch(original -> Files.exists(original) || Files.exists(beside(original, ".jelly")));
    }

    /** Java reads bundles as UTF-8 and, if they are none, as Latin-1, without a word. */
    @Test
    void shouldBeWrittenInUtf8() throws Exception {
        for (Path file :
                (Iterable<Path>) files(name -> name.endsWith(".properties") || isHtml(Path.of(name)))::iterator) {
            try {
                String text = Files.readString(file);
                assertThat(!file.toString().contains(CHINESE) || !text.contains("\\u"))
                        .as("%s is readable without escapes", file)
                        .isTrue();
            } catch (CharacterCodingException e) {
                throw new AssertionError(file + " is not UTF-8", e);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("helps")
    void shouldHaveEveryHelpInChinese(Path english) throws Exception {
        Path chinese = beside(english, CHINESE + ".html");
        assertThat(chinese).exists();
        String text = Files.readString(chinese);
        assertThat(HAN.matcher(text).find()).isTrue();
        assertThat(code(text)).isEqualTo(code(Files.readString(english)));
        assertThat(parse(text).getTagName()).isEqualTo("div");
        assertThat(text).doesNotContainPattern(WIDE.pattern() + "\\n\\s*" + WIDE.pattern());
    }

    /** Apart from tags that say so to other developers. */
    @ParameterizedTest
    @MethodSource("views")
    void shouldHaveNoTextInAView(Path view) throws Exception {
        List<String> texts = new ArrayList<>();
        collect(parse(Files.readString(view)), texts);
        assertThat(texts)
                .extracting(text -> text.replaceAll("\\$\\{[^}]*}", "").strip())
                .allSatisfy(text -> assertThat(text).doesNotContainPattern("\\p{Alpha}{2}"));
    }

    private static void collect(Element element, List<String> texts) {
        if (Set.of("st:documentation", "code", "dt").contains(element.getTagName())) {
            return;
        }
        for (String name : READ) {
            texts.add(element.getAttribute(name));
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                collect(inner, texts);
            } else if (child.getNodeType() == Node.TEXT_NODE) {
                texts.add(child.getTextContent());
            }
        }
    }

    private static Element parse(String markup) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(markup)))
                .getDocumentElement();
    }

    private static Set<String> used(Path view) throws IOException {
        return USED.matcher(Files.readString(view))
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Path beside(Path file, String ending) {
        String name = String.valueOf(file.getFileName());
        return file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ending);
    }

    private static boolean isHtml(Path file) {
        return file.toString().endsWith(".html");
    }

    private static Map<String, String> read(Path bundle) throws IOException {
        Properties properties = new Properties();
        if (Files.exists(bundle)) {
            properties.load(new StringReader(Files.readString(bundle)));
        }
        Map<String, String> texts = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
        return texts;
    }

    /** The numbers of the arguments that come out, found by what they leave in the text. */
    private static Set<Integer> arguments(String pattern) {
        Object[] marks = IntStream.range(0, 10).mapToObj(i -> 971 + i).toArray();
        String text = new MessageFormat(pattern, Locale.ROOT).format(marks);
        return IntStream.range(0, 10)
                .filter(i -> text.contains(String.valueOf(971 + i)))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> code(String html) {
        return CODE.matcher(html)
                .results()
                .map((MatchResult match) -> match.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
