package dev.taowa.detection;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The languages that are recognised, by the endings of their source files and by the files that mark a project. */
enum Language {
    NODE(
            "JavaScript",
            "node",
            ".js .jsx .mjs .cjs .ts .tsx .mts .cts .vue .svelte",
            "package.json tsconfig.json .nvmrc .node-version"),
    JAVA(
            "Java",
            "java",
            ".java .kt",
            "pom.xml build.gradle build.gradle.kts settings.gradle settings.gradle.kts .java-version"),
    PYTHON(
            "Python",
            "python",
            ".py .pyi .ipynb",
            "pyproject.toml requirements.txt setup.py setup.cfg Pipfile .python-version"),
    GO("Go", "go", ".go", "go.mod go.work"),
    PHP("PHP", "php", ".php .phtml", "composer.json .php-version"),
    CPP(
            "C and C++",
            "cpp",
            ".c .h .cc .cpp .cxx .hh .hpp .hxx .ipp",
            "CMakeLists.txt meson.build configure.ac compile_commands.json"),
    DOTNET(".NET", "dotnet", ".cs .fs .vb .razor .cshtml", "global.json .sln .slnx .csproj .fsproj .vbproj"),
    RUST("Rust", "rust", ".rs", "Cargo.toml rust-toolchain rust-toolchain.toml"),
    RUBY("Ruby", "", ".rb .erb", "Gemfile .ruby-version"),
    SCALA("Scala", "", ".scala .sbt", "build.sbt"),
    ELIXIR("Elixir", "", ".ex .exs", "mix.exs"),
    HASKELL("Haskell", "", ".hs", "stack.yaml cabal.project"),
    SWIFT("Swift", "", ".swift", "Package.swift"),
    DART("Dart", "", ".dart", "pubspec.yaml"),
    R("R", "", ".r .rmd", "DESCRIPTION"),
    PERL("Perl", "", ".pl .pm", "cpanfile Makefile.PL"),
    LUA("Lua", "", ".lua", ""),
    ZIG("Zig", "", ".zig", "build.zig"),
    JULIA("Julia", "", ".jl", "Project.toml");

    private static final Map<String, Language> BY_ENDING = new TreeMap<>();
    private static final Map<String, Language> BY_MARKER = new TreeMap<>();

    static {
        for (var language : values()) {
            words(language.endings).forEach(ending -> BY_ENDING.put(ending, language));
            words(language.markers).forEach(marker -> BY_MARKER.put(marker, language));
        }
    }

    private final String title;
    private final String template;
    private final String endings;
    private final String markers;

    /** @param markers names of files; one that begins with a dot is the ending of a name as well */
    Language(String title, String template, String endings, String markers) {
        this.title = title;
        this.template = template;
        this.endings = endings;
        this.markers = markers;
    }

    String title() {
        return title;
    }

    /** Id of the built-in template for it. */
    Optional<String> template() {
        return template.isEmpty() ? Optional.empty() : Optional.of(template);
    }

    /** Names of the files that mark a project, the most telling first. */
    List<String> markers() {
        return words(markers);
    }

    /** The language of a source file. */
    static Optional<Language> ofSource(String lowerCaseName) {
        return Optional.ofNullable(BY_ENDING.get(ending(lowerCaseName)));
    }

    /** The language whose projects have such a file. */
    static Optional<Language> ofMarker(String name) {
        var whole = BY_MARKER.get(name);
        return Optional.ofNullable(whole != null ? whole : BY_MARKER.get(ending(name)));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private static String ending(String name) {
        var dot = name.lastIndexOf('.');
        return dot < 1 ? "" : name.substring(dot);
    }
}
