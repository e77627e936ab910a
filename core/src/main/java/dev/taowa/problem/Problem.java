package dev.taowa.problem;

/**
 * One thing that went wrong, worded for the person who must act on it.
 *
 * @param what names the thing and the cause, one line
 * @param fix the next step: a command or a file to change, one line
 */
public record Problem(ProblemCode code, String what, String fix) {}
