package dev.hearth.desk.services;

import dev.hearth.traffic.export.ExportFormat;
import dev.hearth.traffic.filter.Filter;
import java.nio.file.Path;
import java.util.List;

/**
 * What to hand out and how.
 *
 * @param ids these exchanges; when empty, those of the filter
 * @param filter which of what is kept
 * @param format the form
 * @param masked whether secrets are masked
 * @param file where to
 */
public record ExportOrder(
    List<String> ids, Filter filter, ExportFormat format, boolean masked, Path file) {
  public ExportOrder {
    ids = List.copyOf(ids);
  }
}
