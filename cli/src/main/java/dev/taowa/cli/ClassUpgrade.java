package dev.taowa.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites classes of jars for Java 5 as those of Java 8, when the program is assembled: with stack maps (JVMS §4.7.4),
 * without which a class is verified anew at each start and kept out of the start-up cache.
 */
public final class ClassUpgrade {

    private ClassUpgrade() {}

    /** Rewrites each jar named by the arguments in place; one with nothing to rewrite is left as it is. */
    public static void main(String[] jars) throws IOException {
        for (var jar : jars) {
            upgrade(Path.of(jar));
        }
    }

    static void upgrade(Path jar) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            if (Collections.list(zip.entries()).stream().noneMatch(entry -> isOld(zip, entry))) {
                return;
            }
            var part = jar.resolveSibling(jar.getFileName() + ".new");
            try (var out = Files.newOutputStream(part)) {
                rewrite(zip, out);
            }
            Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void rewrite(ZipFile zip, OutputStream out) throws IOException {
        var format = ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(hierarchy(zip)));
        try (var written = new ZipOutputStream(out)) {
            for (var entry : Collections.list(zip.entries())) {
                var content = read(zip, entry);
                written.putNextEntry(new ZipEntry(entry.getName()));
                written.write(isOld(zip, entry) ? upgraded(format, format.parse(content)) : content);
                written.closeEntry();
            }
        }
    }

    private static byte[] upgraded(ClassFile format, ClassModel old) {
        // Code that is passed on element by element is written anew, with its stack maps.
        var code = ClassTransform.transformingMethodBodies((builder, element) -> builder.with(element));
        return format.transformClass(old, code.andThen((builder, element) -> {
            if (element instanceof ClassFileVersion) {
                builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
            } else {
                builder.with(element);
            }
        }));
    }

    /** What the classes of the jar extend; the rest is the JDK's. */
    private static ClassHierarchyResolver hierarchy(ZipFile zip) {
        return ClassHierarchyResolver.ofResourceParsing(type -> {
                    var descriptor = type.descriptorString();
                    var entry = zip.getEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
                    try {
                        return entry == null ? null : zip.getInputStream(entry);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orElse(ClassHierarchyResolver.defaultResolver());
    }

    private static boolean isOld(ZipFile zip, ZipEntry entry) {
        if (!entry.getName().endsWith(".class")) {
            return false;
        }
        try (var content = zip.getInputStream(entry)) {
            var head = content.readNBytes(8);
            return head.length == 8 && head[6] == 0 && head[7] < ClassFile.JAVA_6_VERSION;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(ZipFile zip, ZipEntry entry) throws IOException {
        try (var content = zip.getInputStream(entry)) {
            return content.readAllBytes();
        }
    }
}
