package dev.hearth.cli;

import picocli.CommandLine.IVersionProvider;

/** The version out of the jar's manifest. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"hearth " + number()};
  }

  /** The number alone; a build from sources says so. */
  public static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "(from sources)" : version;
  }
}
