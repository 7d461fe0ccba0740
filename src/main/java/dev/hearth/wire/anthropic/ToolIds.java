package dev.hearth.wire.anthropic;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Call ids on their way to an Anthropic client and back. Some chat templates depend on the form of
 * the backend's own ids, so the way back restores them exactly; nothing has to be remembered.
 */
public final class ToolIds {
  private static final String ANTHROPIC = "toolu_";
  private static final String DISGUISED = "toolu_local_";
  private static final char ESCAPE = '_';
  private static final int ESCAPED = 3;

  private ToolIds() {}

  /** The id an Anthropic client sees: {@code toolu_} and only letters, digits, '-' and '_'. */
  public static String toClient(String backendId) {
    if (backendId.startsWith(ANTHROPIC) && !backendId.startsWith(DISGUISED)) {
      return backendId;
    }
    StringBuilder out = new StringBuilder(DISGUISED);
    for (byte b : backendId.getBytes(StandardCharsets.UTF_8)) {
      if (isPlain(b)) {
        out.append((char) b);
      } else {
        out.append(ESCAPE).append(HexFormat.of().toHexDigits(b));
      }
    }
    return out.toString();
  }

  /** The id the backend gave; ids that Hearth did not disguise stay as they are. */
  public static String toBackend(String clientId) {
    if (!clientId.startsWith(DISGUISED)) {
      return clientId;
    }
    String disguised = clientId.substring(DISGUISED.length());
    ByteArrayOutputStream out = new ByteArrayOutputStream(disguised.length());
    int i = 0;
    while (i < disguised.length()) {
      char c = disguised.charAt(i);
      if (c != ESCAPE) {
        out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
        i++;
      } else if (isEscape(disguised, i)) {
        out.write(HexFormat.fromHexDigits(disguised, i + 1, i + ESCAPED));
        i += ESCAPED;
      } else {
        return clientId;
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static boolean isEscape(String text, int at) {
    return at + ESCAPED <= text.length()
        && HexFormat.isHexDigit(text.charAt(at + 1))
        && HexFormat.isHexDigit(text.charAt(at + 2));
  }

  private static boolean isPlain(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '-';
  }
}
