package dev.hearth.guard.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What became of a call's arguments.
 *
 * @param arguments as they may go to the client; as they came when there are faults
 * @param mends the harmless repairs made
 * @param faults what could not be mended; empty means the arguments are right
 * @param note why nothing was checked, empty when it was
 */
public record Checked(ObjectNode arguments, List<Mend> mends, List<Fault> faults, String note) {
  public Checked {
    mends = List.copyOf(mends);
    faults = List.copyOf(faults);
  }
}
