package dev.hearth.desk.settings;

import dev.hearth.desk.services.LlamaServers;
import dev.hearth.desk.services.LoginStart;
import dev.hearth.desk.services.ModelFolders;
import dev.hearth.desk.services.Threads;
import dev.hearth.settings.SecretStore;
import dev.hearth.settings.SettingsStore;

/**
 * What the settings dialog works on.
 *
 * @param store the settings
 * @param secrets the keys
 * @param keysChanged told after a key was stored, on any thread, so that it is taken up
 * @param login whether Hearth starts at login
 * @param folders where models are looked for
 * @param llama the llama-servers of this machine
 * @param threads where work is done
 */
public record SettingsServices(
    SettingsStore store,
    SecretStore secrets,
    Runnable keysChanged,
    LoginStart login,
    ModelFolders folders,
    LlamaServers llama,
    Threads threads) {}
