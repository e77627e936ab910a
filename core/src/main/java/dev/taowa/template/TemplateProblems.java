package dev.taowa.template;

import dev.taowa.document.DocumentProblems;
import dev.taowa.document.NearMiss;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;

/** The problems that come with templates, each worded once. */
final class TemplateProblems {

    private static final int MOST_NAMED = 5;

    private TemplateProblems() {}

    static String printable(String text) {
        return DocumentProblems.printable(text);
    }

    static ProblemException unknown(String id, List<String> known) {
        return new ProblemException(new Problem(
                ProblemCode.BAD_ARGUMENT,
                "there is no template \"%s\"%s".formatted(printable(id), NearMiss.hint(id, known)),
                "choose one of %s; a folder is written as ./FOLDER".formatted(String.join(", ", known))));
    }

    static ProblemException credentials() {
        return new ProblemException(new Problem(
                ProblemCode.SOURCE_REFUSED,
                "the template's address holds a user or a password, which would be kept with the workspace",
                "leave them out, and set up a credential helper (git help credentials) or use an SSH URL"));
    }

    /** Whoever has it does not give it; what is this machine's own fault stays so. */
    static ProblemException unavailable(String where, ProblemException cause) {
        var problem = cause.problem();
        var isTheirs = problem.code() != ProblemCode.CANCELLED && problem.code().fault() == ProblemCode.Fault.INPUT;
        return new ProblemException(
                new Problem(
                        isTheirs ? ProblemCode.TEMPLATE_UNAVAILABLE : problem.code(),
                        "the template %s cannot be had: %s".formatted(printable(where), problem.what()),
                        problem.fix()),
                cause);
    }

    static ProblemException notFetched(String where) {
        return new ProblemException(new Problem(
                ProblemCode.TEMPLATE_UNAVAILABLE,
                "the template %s is no longer on this machine".formatted(printable(where)),
                "run `taowa up` for this workspace again, which fetches it"));
    }

    static ProblemException notNamed(List<String> mistakes) {
        return new ProblemException(new Problem(
                ProblemCode.BAD_ARGUMENT,
                "--param: " + String.join("; ", mistakes),
                "write --param NAME=VALUE, each name once; `taowa templates` lists the names"));
    }

    static ProblemException badParameters(TemplateDescription template, List<String> mistakes) {
        var names = template.options().stream().map(TemplateOption::name).toList();
        return new ProblemException(new Problem(
                ProblemCode.BAD_ARGUMENT,
                "parameters of template %s: %s".formatted(template.id(), String.join("; ", mistakes)),
                names.isEmpty()
                        ? "leave --param out: this template has no parameters"
                        : "give --param NAME=VALUE; the names are " + String.join(", ", names)));
    }

    static ProblemException noTemplate(String where, String lacking) {
        return new ProblemException(new Problem(
                ProblemCode.DEFINITION_INVALID,
                "%s holds no template: there is no %s in it".formatted(printable(where), lacking),
                "give a folder with devcontainer-template.json and .devcontainer/devcontainer.json"));
    }

    static ProblemException unfit(String where, String why, String fix) {
        return new ProblemException(new Problem(
                ProblemCode.DEFINITION_INVALID,
                "the template in %s cannot be taken: %s".formatted(printable(where), why),
                fix));
    }

    static ProblemException exists(Path folder, List<String> paths) {
        var named = String.join(", ", paths.subList(0, Math.min(paths.size(), MOST_NAMED)));
        var more = paths.size() > MOST_NAMED ? " and %d more".formatted(paths.size() - MOST_NAMED) : "";
        return new ProblemException(new Problem(
                ProblemCode.BAD_ARGUMENT,
                "%s has %s%s already; nothing was written".formatted(printable(folder.toString()), named, more),
                paths.size() == 1
                        ? "move that file away, or give another folder"
                        : "move those files away, or give another folder"));
    }

    static ProblemException outside(Path folder, String path) {
        return new ProblemException(new Problem(
                ProblemCode.BAD_ARGUMENT,
                "%s cannot be written: in %s a link or a file stands in its way"
                        .formatted(printable(path), printable(folder.toString())),
                "replace it by a folder, or give another folder"));
    }

    static ProblemException unwritable(Path folder, String path, String why) {
        return new ProblemException(new Problem(
                ProblemCode.BAD_ARGUMENT,
                "%s cannot be written in %s: %s".formatted(printable(path), printable(folder.toString()), why),
                "give a folder that %s may write to and that has room"
                        .formatted(printable(System.getProperty("user.name", "you")))));
    }
}
