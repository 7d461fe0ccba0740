package dev.hearth.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what went wrong in a sentence; the stack trace goes to the log at debug level. */
final class PlainErrors implements IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(PlainErrors.class);

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult result) {
    LOG.debug("{} failed", line.getCommandName(), e);
    String message = e.getMessage();
    line.getErr()
        .println(
            message == null || message.isBlank()
                ? "Something unexpected went wrong (" + e.getClass().getSimpleName() + ")."
                : message);
    return line.getCommandSpec().exitCodeOnExecutionException();
  }
}
