package dev.taowa.detection;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A file that may ask for a version of a language.
 *
 * @param finder finds the version in the file's text
 */
record VersionFile(String name, Function<String, Optional<String>> finder) {

    private static final Pattern GRADLE = Pattern.compile("JavaLanguageVersion\\.of\\(\\s{0,9}[\"']?([0-9]{1,3})"
            + "|jvmToolchain\\(\\s{0,9}([0-9]{1,3})"
            + "|(?:source|target)Compatibility\\s{0,9}=?\\s{0,9}[\"']?(?:JavaVersion\\.VERSION_)?"
            + "([0-9]{1,3}(?:[._][0-9]{1,3})?)");
    private static final Pattern GO_LINE = Pattern.compile("(?m)^go\\s{1,9}([0-9][0-9.]{0,20})");
    private static final Pattern SDKMAN = Pattern.compile("(?m)^java\\s{0,9}=\\s{0,9}(\\S{1,60})");
    private static final Pattern FRAMEWORK = Pattern.compile("<TargetFrameworks?>\\s{0,9}net([0-9]{1,2}\\.[0-9])");

    /** The files that ask for a version of this language, the most exact first. */
    static List<VersionFile> of(Language language) {
        return switch (language) {
            case NODE ->
                List.of(
                        new VersionFile(".nvmrc", VersionTexts::line),
                        new VersionFile(".node-version", VersionTexts::line),
                        tools("nodejs", "node"),
                        new VersionFile(
                                "package.json", text -> VersionTexts.json(text, "/volta/node", "/engines/node")));
            case JAVA ->
                List.of(
                        jdk(new VersionFile(".java-version", VersionTexts::line)),
                        jdk(new VersionFile(".sdkmanrc", text -> VersionTexts.group(SDKMAN, text))),
                        jdk(tools("java")),
                        new VersionFile("pom.xml", MavenProject::javaVersion),
                        new VersionFile("build.gradle", text -> VersionTexts.group(GRADLE, text)),
                        new VersionFile("build.gradle.kts", text -> VersionTexts.group(GRADLE, text)));
            case PYTHON ->
                List.of(
                        new VersionFile(".python-version", VersionTexts::line),
                        tools("python"),
                        new VersionFile(
                                "pyproject.toml",
                                text -> Toml.find(text, "project", "requires-python")
                                        .or(() -> Toml.find(text, "tool.poetry.dependencies", "python"))));
            case GO ->
                List.of(tools("golang", "go"), new VersionFile("go.mod", text -> VersionTexts.group(GO_LINE, text)));
            case PHP ->
                List.of(
                        new VersionFile(".php-version", VersionTexts::line),
                        tools("php"),
                        new VersionFile(
                                "composer.json",
                                text -> VersionTexts.json(text, "/config/platform/php", "/require/php")));
            case DOTNET ->
                List.of(
                        tools("dotnet", "dotnet-core"),
                        new VersionFile("global.json", text -> VersionTexts.json(text, "/sdk/version")));
            case RUST ->
                List.of(
                        new VersionFile("rust-toolchain.toml", VersionFile::toolchain),
                        new VersionFile("rust-toolchain", VersionFile::toolchain),
                        tools("rust"),
                        new VersionFile(
                                "Cargo.toml",
                                text -> Toml.find(text, "package", "rust-version")
                                        .or(() -> Toml.find(text, "workspace.package", "rust-version"))));
            case CPP, RUBY, SCALA, ELIXIR, HASKELL, SWIFT, DART, R, PERL, LUA, ZIG, JULIA -> List.of();
        };
    }

    /** A .NET project's own file, whose name is not known before. */
    static VersionFile project(String name) {
        return new VersionFile(name, text -> VersionTexts.group(FRAMEWORK, text));
    }

    private static VersionFile tools(String... names) {
        return new VersionFile(".tool-versions", text -> VersionTexts.tool(text, List.of(names)));
    }

    /** Of a name such as {@code temurin-21.0.2+13} the number. */
    private static VersionFile jdk(VersionFile file) {
        return new VersionFile(file.name, text -> file.finder.apply(text).flatMap(VersionTexts::numberOfJdk));
    }

    private static Optional<String> toolchain(String text) {
        return Toml.find(text, "toolchain", "channel")
                .or(() -> VersionTexts.line(text).filter(line -> !line.startsWith("[")));
    }
}
