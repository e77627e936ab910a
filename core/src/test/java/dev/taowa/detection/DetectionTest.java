package dev.taowa.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.document.SourceTree;
import dev.taowa.template.TemplateParameters;
import dev.taowa.template.Templates;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DetectionTest {

    private static final String POM = """
            <?xml version="1.0"?>
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <properties>%s</properties>
              <build><plugins><plugin><artifactId>maven-compiler-plugin</artifactId>%s</plugin></plugins></build>
            </project>
            """;

    @TempDir
    private Path folder = Path.of("");

    static Stream<SampleTree> cases() {
        return Stream.of(java(), node(), python(), others(), mixed()).flatMap(Function.identity());
    }

    private static Stream<SampleTree> java() {
        return Stream.of(
                SampleTree.of("maven.compiler.release", "java", "version=21", "pom.xml asks for Java 21.")
                        .with("pom.xml", POM.formatted("<maven.compiler.release>21</maven.compiler.release>", ""))
                        .with("src/main/java/A.java"),
                SampleTree.of("java.version of Spring Boot", "java", "version=17", "All of the source is Java")
                        .with("pom.xml", POM.formatted("<java.version>17</java.version>", ""))
                        .with("src/main/java/A.java"),
                SampleTree.of("the compiler plugin, by a property", "java", "version=11", "pom.xml asks for Java 11.")
                        .with(
                                "pom.xml",
                                POM.formatted(
                                        "<jdk>11</jdk>", "<configuration><release>${jdk}</release></configuration>"))
                        .with("A.java"),
                SampleTree.of(
                                "an old Java",
                                "java",
                                "version=11",
                                "pom.xml asks for Java 8; the nearest that the template has is 11.")
                        .with("pom.xml", POM.formatted("<maven.compiler.source>1.8</maven.compiler.source>", ""))
                        .with("A.java"),
                SampleTree.of(
                                "a newer Java than there is",
                                "java",
                                "version=25",
                                "the nearest that the template has is 25.")
                        .with("pom.xml", POM.formatted("<maven.compiler.release>99</maven.compiler.release>", "")),
                SampleTree.of("a pom without a version", "java", "", "pom.xml marks a Java project.")
                        .with("pom.xml", POM.formatted("", "")),
                SampleTree.of("a toolchain of Gradle", "java", "version=17", "build.gradle.kts asks for Java 17.")
                        .with("build.gradle.kts", "java { toolchain { languageVersion = JavaLanguageVersion.of(17) } }")
                        .with("src/A.kt"),
                SampleTree.of("sourceCompatibility", "java", "version=11", "build.gradle asks for Java 8")
                        .with("build.gradle", "sourceCompatibility = JavaVersion.VERSION_1_8\n"),
                SampleTree.of("sdkman", "java", "version=21", ".sdkmanrc asks for Java 21.0.2.")
                        .with(".sdkmanrc", "# comment\njava=21.0.2-tem\n")
                        .with("A.java"),
                SampleTree.of("asdf goes before the pom", "java", "version=17", ".tool-versions asks for Java 17.0.9")
                        .with(".tool-versions", "nodejs 20.1.0\njava temurin-17.0.9+9\n")
                        .with("pom.xml", POM.formatted("<java.version>21</java.version>", ""))
                        .with("A.java"));
    }

    private static Stream<SampleTree> node() {
        return Stream.of(
                SampleTree.of("engines, a range", "node", "version=20", "package.json asks for Node.js >=18.17.")
                        .with("package.json", "{\"engines\": {\"node\": \">=18.17\"}}")
                        .with("src/index.ts"),
                SampleTree.of("engines, a caret", "node", "version=22", "package.json asks for Node.js ^22.3.")
                        .with("package.json", "{\"engines\": {\"node\": \"^22.3\"}}"),
                SampleTree.of("engines, alternatives", "node", "version=22", "asks for Node.js 18 || 22.")
                        .with("package.json", "{\"engines\": {\"node\": \"18 || 22\"}}"),
                SampleTree.of("nvm", "node", "version=24", ".nvmrc asks for Node.js 24.")
                        .with(".nvmrc", "v24\n")
                        .with("package.json", "{}"),
                SampleTree.of("nvm by name", "node", "version=22", ".nvmrc asks for Node.js 22.")
                        .with(".nvmrc", "lts/jod\n")
                        .with("a.js"),
                SampleTree.of("nvm without a version", "node", "", "All of the source is JavaScript")
                        .with(".nvmrc", "node\n")
                        .with("a.js"),
                SampleTree.of(
                                "an old Node",
                                "node",
                                "version=20",
                                ".node-version asks for Node.js 16.20.1; the nearest")
                        .with(".node-version", "16.20.1")
                        .with("a.mjs"),
                SampleTree.of("what is fetched does not count", "python", "", "All of the source is Python.")
                        .with("main.py")
                        .with("node_modules/a/a.js")
                        .with("node_modules/a/package.json", "{}")
                        .with("dist/b.js"));
    }

    private static Stream<SampleTree> python() {
        return Stream.of(
                SampleTree.of("requires-python is met", "python", "", "pyproject.toml asks for Python >=3.9.")
                        .with(
                                "pyproject.toml",
                                "[project]\nname = \"a\"\nrequires-python = \">=3.9\"  # older is dead\n")
                        .with("a/main.py"),
                SampleTree.of(
                                "another Python",
                                "python",
                                "",
                                ".python-version asks for Python 3.11.4, but the template has")
                        .with(".python-version", "3.11.4\n")
                        .with("main.py"),
                SampleTree.of("poetry", "python", "", "pyproject.toml asks for Python ^3.12.")
                        .with("pyproject.toml", "[tool.poetry.dependencies]\npython = '^3.12'\n"),
                SampleTree.of("notebooks", "python", "ide=jupyter", "There are 2 notebooks, so Jupyter is installed.")
                        .with("requirements.txt")
                        .with("a.ipynb")
                        .with("b.ipynb"));
    }

    private static Stream<SampleTree> others() {
        return Stream.of(
                SampleTree.of("go.mod", "go", "", "go.mod asks for Go 1.22.")
                        .with("go.mod", "module a\n\ngo 1.22\n")
                        .with("main.go"),
                SampleTree.of("a newer Go", "go", "", "go.mod asks for Go 1.99.1, which go fetches by itself.")
                        .with("go.mod", "module a\n\ngo 1.99.1\n"),
                SampleTree.of("composer", "php", "version=8.4", "composer.json asks for PHP ^8.2.")
                        .with("composer.json", "{\"require\": {\"php\": \"^8.2\"}}")
                        .with("public/index.php"),
                SampleTree.of("composer's tilde", "php", "version=8.4", "asks for PHP ~8.1.")
                        .with("composer.json", "{\"require\": {\"php\": \"~8.1\"}}"),
                SampleTree.of("composer's platform", "php", "version=8.3", "asks for PHP 8.3.1.")
                        .with(
                                "composer.json",
                                "{\"config\": {\"platform\": {\"php\": \"8.3.1\"}}, \"require\": {\"php\": \"*\"}}"),
                SampleTree.of(
                                "a site in its own root",
                                "php",
                                "documentRoot=.",
                                "Apache serves the folder of index.php.")
                        .with("index.php"),
                SampleTree.of(
                                "cmake",
                                "cpp",
                                "",
                                "All of the source is C and C++, and CMakeLists.txt marks a project of it.")
                        .with("CMakeLists.txt", "project(a)")
                        .with("src/a.cpp")
                        .with("include/a.h"),
                SampleTree.of("global.json", "dotnet", "version=8.0", "global.json asks for .NET 8.0.404.")
                        .with("global.json", "{\"sdk\": {\"version\": \"8.0.404\"}}")
                        .with("a.cs"),
                SampleTree.of("a target framework", "dotnet", "version=9.0", "App/App.csproj asks for .NET 9.0.")
                        .with("App/App.csproj", "<Project><TargetFramework>net9.0</TargetFramework></Project>")
                        .with("App/A.cs"),
                SampleTree.of(
                                "rust-toolchain",
                                "rust",
                                "version=nightly-2026-01-02",
                                "asks for Rust nightly-2026-01-02.")
                        .with("rust-toolchain.toml", "[toolchain]\nchannel = \"nightly-2026-01-02\"\n")
                        .with("src/main.rs"),
                SampleTree.of("rust-version", "rust", "version=1.85", "Cargo.toml asks for Rust 1.70.")
                        .with("Cargo.toml", "[package]\nname = \"a\"\nrust-version = \"1.70\"\n"),
                SampleTree.of("a newer Rust", "rust", "version=1.99", "Cargo.toml asks for Rust 1.99.")
                        .with("Cargo.toml", "[package]\nrust-version = \"1.99\"\n"),
                SampleTree.of("Ruby", "vm", "", "There is no template for Ruby yet")
                        .with("Gemfile")
                        .with("a.rb"),
                SampleTree.of("nothing", "vm", "", "No source code was found"),
                SampleTree.of("words only", "vm", "", "No source code was found")
                        .with("README.md")
                        .with("docs/a.txt"));
    }

    private static Stream<SampleTree> mixed() {
        return Stream.of(
                SampleTree.of(
                                "Java with a front end",
                                "java",
                                "version=21",
                                "There is JavaScript too (web/package.json); add")
                        .with("pom.xml", POM.formatted("<java.version>21</java.version>", ""))
                        .with("src/A.java")
                        .with("src/B.java")
                        .with("src/C.java")
                        .with("web/package.json", "{}")
                        .with("web/a.ts"),
                SampleTree.of("a project in a folder", "java", "version=17", "server/pom.xml asks for Java 17.")
                        .with("server/pom.xml", POM.formatted("<java.version>17</java.version>", ""))
                        .with("server/src/A.java")
                        .with("tools/a.py"),
                SampleTree.of("percentages", "go", "", "75% of the source is Go.")
                        .with("a.go")
                        .with("b.go")
                        .with("c.go")
                        .with("d.py"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void proposesWhatFits(SampleTree each) {
        each.write(folder);

        var proposal = Detection.of(new SourceTree(folder), Path.of(""));

        assertThat(proposal.templateId()).isEqualTo(each.template());
        assertThat(proposal.parameters()).containsAllEntriesOf(each.parameters());
        assertThat(proposal.reasons()).anySatisfy(reason -> assertThat(reason).contains(each.reason()));
        assertThat(proposal.reasons())
                .allSatisfy(reason -> assertThat(reason).endsWith(".").doesNotContain("\n"));
        TemplateParameters.of(Templates.builtIn(each.template()).description(), proposal.parameters());
    }
}
