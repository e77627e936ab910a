package dev.taowa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ClassUpgradeTest {

    private static Path jarOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void oldClassesAreVerifiedByTheirStackMapsAndWork(@TempDir Path folder) throws Exception {
        var jar = Files.copy(jarOf(CommandLine.class), folder.resolve("picocli.jar"));

        ClassUpgrade.upgrade(jar);

        try (var zip = new ZipFile(jar.toFile());
                var content = zip.getInputStream(zip.getEntry("picocli/CommandLine.class"))) {
            assertThat(ClassFile.of().parse(content.readAllBytes()).majorVersion())
                    .isEqualTo(ClassFile.JAVA_8_VERSION);
        }
        // The JVM verifies each method of a class that it initialises.
        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
                var zip = new ZipFile(jar.toFile())) {
            var names = zip.stream()
                    .map(entry -> entry.getName().replace('/', '.'))
                    .filter(name -> name.startsWith("picocli.") && name.endsWith(".class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .toList();
            assertThat(names).hasSizeGreaterThan(100);
            for (var name : names) {
                assertThat(Class.forName(name, true, loader).getName()).isEqualTo(name);
            }
        }
    }

    @Test
    void aJarOfNewerClassesIsLeftAlone(@TempDir Path folder) throws Exception {
        var original = jarOf(Test.class);
        var jar = Files.copy(original, folder.resolve("newer.jar"));

        ClassUpgrade.upgrade(jar);

        assertThat(jar).hasSameBinaryContentAs(original);
    }
}
