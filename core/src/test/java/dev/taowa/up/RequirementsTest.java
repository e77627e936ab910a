package dev.taowa.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.host.HostCapacity;
import dev.taowa.metadata.HostRequirements;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.ByteSize;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RequirementsTest {

    private static final HostCapacity HOST = new HostCapacity(
            2, ByteSize.parse("8gb").orElseThrow(), ByteSize.parse("20gb").orElseThrow());

    @Test
    void whatTheHostHasIsEnough() {
        assertThatCode(() -> Requirements.check(
                        new HostRequirements(
                                OptionalInt.of(2),
                                ByteSize.parse("8gb"),
                                ByteSize.parse("20gb"),
                                HostRequirements.Gpu.OPTIONAL),
                        HOST))
                .doesNotThrowAnyException();
    }

    @Test
    void whatItLacksIsNamedWithItsProperty() {
        assertThatThrownBy(() -> Requirements.check(
                        new HostRequirements(
                                OptionalInt.empty(),
                                ByteSize.parse("9gb"),
                                Optional.empty(),
                                HostRequirements.Gpu.NOT_NEEDED),
                        HOST))
                .isInstanceOfSatisfying(ProblemException.class, thrown -> {
                    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.REQUIREMENT_NOT_MET);
                    assertThat(thrown.problem().what()).contains("9.0 GiB", "8.0 GiB");
                    assertThat(thrown.problem().fix()).contains("hostRequirements.memory");
                });
    }

    @Test
    void aGpuThatMustBeThereIsNot() {
        var required = new HostRequirements(
                OptionalInt.empty(), Optional.empty(), Optional.empty(), HostRequirements.Gpu.NEEDED);

        assertThatThrownBy(() -> Requirements.check(required, HOST)).hasMessageContaining("requires a GPU");
    }

    @Test
    void whatAnImageAsksForIsNotTheDefinitionsToLower() {
        var required = new HostRequirements(
                OptionalInt.of(64), Optional.empty(), Optional.empty(), HostRequirements.Gpu.NOT_NEEDED);

        assertThatThrownBy(() -> Requirements.checkImage("debian:12", required, HOST))
                .isInstanceOfSatisfying(ProblemException.class, thrown -> {
                    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.REQUIREMENT_NOT_MET);
                    assertThat(thrown.problem().what()).contains("the image debian:12", "64 processors");
                    assertThat(thrown.problem().fix()).contains("another image");
                });
        assertThatCode(() -> Requirements.checkImage("debian:12", HostRequirements.NONE, HOST))
                .doesNotThrowAnyException();
    }
}
