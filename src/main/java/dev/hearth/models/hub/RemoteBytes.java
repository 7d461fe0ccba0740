package dev.hearth.models.hub;

import dev.hearth.models.gguf.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import okhttp3.Response;

/** A file on the hub as bytes that can be read anywhere. */
final class RemoteBytes implements ByteSource {
  private final HubResource resource;
  private final CallGroup calls;

  RemoteBytes(HubResource resource, CallGroup calls) {
    this.resource = resource;
    this.calls = calls;
  }

  @Override
  public long size() {
    return resource.file().size();
  }

  @Override
  public int read(long position, ByteBuffer into) throws IOException {
    long end = Math.min(size(), position + into.remaining());
    if (position >= end) {
      return -1;
    }
    try (Response response = resource.open(position, end, calls)) {
      if (!resource.isPart(response, position, end)) {
        throw response.isSuccessful()
            ? resource.changed("the server gives no parts of it")
            : resource.error(response);
      }
      byte[] bytes = response.body().byteStream().readNBytes((int) (end - position));
      into.put(bytes);
      return bytes.length == 0 ? -1 : bytes.length;
    } catch (UnexpectedAnswer e) {
      throw e.meaning();
    }
  }

  @Override
  public void close() {
    calls.cancel();
  }
}
