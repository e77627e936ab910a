package dev.taowa.detection;

import dev.taowa.template.TemplateOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The version of a template that comes nearest to what a source asks for.
 *
 * @param value of the template's option; absent for a template that has one version only
 * @param reason a sentence
 */
record VersionChoice(Optional<String> value, String reason) {

    /** What a template without the option brings, and what becomes of a wish for something newer. */
    private record OnlyOne(String version, String otherwise) {}

    private static final Map<Language, OnlyOne> ONLY = Map.of(
            Language.PYTHON, new OnlyOne("3.13", "but the template has that of Debian 13, which is 3.13"),
            Language.GO, new OnlyOne("1.24", "which go fetches by itself"));

    /** Absent when nothing can be made of the wish. */
    static Optional<VersionChoice> of(Language language, Optional<TemplateOption> option, Wish wish) {
        var asks = "%s asks for %s %s".formatted(wish.file(), name(language), wish.asked());
        if (option.isEmpty()) {
            return Optional.ofNullable(ONLY.get(language))
                    .flatMap(only -> wish.range()
                            .map(range -> new VersionChoice(
                                    Optional.empty(),
                                    range.meets(only.version())
                                            ? asks + "."
                                            : "%s, %s.".formatted(asks, only.otherwise()))));
        }
        var initial = option.get().defaultValue();
        if (wish.range().filter(range -> range.meets(initial)).isPresent()) {
            return Optional.of(new VersionChoice(Optional.of(initial), asks + "."));
        }
        if (option.get().kind() == TemplateOption.Kind.TEXT) {
            return Optional.of(wish)
                    .filter(Wish::isWord)
                    .map(word -> new VersionChoice(Optional.of(word.asked()), asks + "."));
        }
        return wish.range().map(range -> among(option.get().values(), range, asks));
    }

    /** The first that does, else the first newer one, else the newest. */
    private static VersionChoice among(List<String> offered, VersionRange range, String asks) {
        var fits = offered.stream().filter(range::meets).findFirst();
        if (fits.isPresent()) {
            return new VersionChoice(fits, asks + ".");
        }
        var nearest = offered.stream().filter(range::isBelow).findFirst().orElse(offered.getLast());
        return new VersionChoice(
                Optional.of(nearest), "%s; the nearest that the template has is %s.".formatted(asks, nearest));
    }

    private static String name(Language language) {
        return language == Language.NODE ? "Node.js" : language.title();
    }
}
