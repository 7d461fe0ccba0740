package dev.hearth.desk.shell;

import dev.hearth.desk.controls.FileDialogs;
import dev.hearth.desk.services.DeskServices;
import dev.hearth.desk.theme.Theme;
import java.util.function.Consumer;

/**
 * What the window lends to its places.
 *
 * @param services what the desk stands on
 * @param theme the looks
 * @param state what is remembered
 * @param actions everything that can be done
 * @param overlay the layer for panels above the window
 * @param notices the corner for news
 * @param dialogs asks for files and folders
 * @param open brings the place of an id to the front
 */
public record Shell(
    DeskServices services,
    Theme theme,
    UiState state,
    Actions actions,
    Overlay overlay,
    Notices notices,
    FileDialogs dialogs,
    Consumer<String> open) {}
