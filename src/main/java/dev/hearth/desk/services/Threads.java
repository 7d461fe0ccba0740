package dev.hearth.desk.services;

import java.util.concurrent.Executor;

/**
 * Where a view model's work is done.
 *
 * @param background for what may block
 * @param fx for what changes observable values
 */
public record Threads(Executor background, Executor fx) {}
