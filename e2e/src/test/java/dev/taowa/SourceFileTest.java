package dev.taowa;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The limits that style sets on every source file, read from the sources themselves. */
class SourceFileTest {

    private static final int FILE_LINES = 600;
    private static final int METHOD_LINES = 60;
    private static final int PARAMETERS = 6;
    private static final Pattern BAD_NAME =
            Pattern.compile("(Abstract|Base)[A-Z].*|.*(Manager|Helper|Utils?|Impl|Info|Processor)");

    private final Path root = Path.of("").toAbsolutePath().getParent();

    @Test
    void filesStayShort() throws IOException {
        var tooLong = new ArrayList<String>();
        for (var file : sources("src/main/java", "src/test/java")) {
            try (var lines = Files.lines(file)) {
                var count = lines.count();
                if (count > FILE_LINES) {
                    tooLong.add(root.relativize(file) + ": " + count);
                }
            }
        }

        assertThat(tooLong).isEmpty();
    }

    @Test
    void methodsStayShortAndTakeFewParameters() throws IOException {
        var found = new ArrayList<String>();
        scan((unit, trees) -> new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void unused) {
                var lines = unit.getLineMap();
                var positions = trees.getSourcePositions();
                var length = lines.getLineNumber(positions.getEndPosition(unit, method))
                        - lines.getLineNumber(positions.getStartPosition(unit, method))
                        + 1;
                if (length > METHOD_LINES || (method.getParameters().size() > PARAMETERS && !isConstructor(method))) {
                    found.add("%s %s: %d lines, %d parameters"
                            .formatted(
                                    unit.getSourceFile().getName(),
                                    method.getName(),
                                    length,
                                    method.getParameters().size()));
                }
                return super.visitMethod(method, null);
            }
        });

        assertThat(found).isEmpty();
    }

    @Test
    void namesSayWhatThingsAre() throws IOException {
        var found = new ArrayList<String>();
        scan((unit, trees) -> new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void unused) {
                if (BAD_NAME.matcher(type.getSimpleName()).matches()) {
                    found.add(unit.getSourceFile().getName() + ": " + type.getSimpleName());
                }
                return super.visitClass(type, null);
            }
        });

        assertThat(found).isEmpty();
    }

    @Test
    void everyPackageIsDescribedNullMarkedAndInOneModule() throws IOException {
        var modules = new HashMap<String, Path>();
        var found = new ArrayList<String>();
        var described = new HashSet<Path>();
        for (var file : sources("src/main/java")) {
            var folder = file.getParent();
            if (described.add(folder)) {
                var info = folder.resolve("package-info.java");
                if (!Files.exists(info) || !Files.readString(info).contains("@NullMarked")) {
                    found.add(root.relativize(folder) + " has no @NullMarked package-info.java");
                }
            }
            var text = root.relativize(folder).toString();
            var name = text.substring(text.indexOf("src/main/java/"));
            var module = modules.putIfAbsent(name, folder);
            if (module != null && !module.equals(folder)) {
                found.add(name + " is in two modules");
            }
        }

        assertThat(found).isEmpty();
    }

    private static boolean isConstructor(MethodTree method) {
        return method.getName().contentEquals("<init>");
    }

    private interface ScannerOf {
        TreeScanner<Void, Void> of(CompilationUnitTree unit, Trees trees);
    }

    private void scan(ScannerOf scanners) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var units = files.getJavaFileObjectsFromPaths(sources("src/main/java"));
            var task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, units);
            var trees = Trees.instance(task);
            for (var unit : task.parse()) {
                scanners.of(unit, trees).scan(unit, null);
            }
        }
    }

    private List<Path> sources(String... folders) throws IOException {
        var found = new ArrayList<Path>();
        for (var module : List.of("core", "drivers/podman", "server", "cli", "e2e")) {
            for (var folder : folders) {
                var start = root.resolve(module).resolve(folder);
                if (Files.isDirectory(start)) {
                    try (Stream<Path> files = Files.walk(start)) {
                        files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
                    }
                }
            }
        }
        return found;
    }
}
