package dev.hearth.desk.services;

/**
 * What the Models place stands on.
 *
 * @param shelf the models of this machine
 * @param runs their servers
 * @param hub where more models come from
 * @param programs the llama-server that runs them
 */
public record ModelsService(
    ModelShelf shelf, ModelRuns runs, ModelHub hub, ServerPrograms programs) {}
