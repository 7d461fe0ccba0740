package dev.hearth.models.gguf;

import java.util.List;
import java.util.Map;

/**
 * A header as it stands in the file.
 *
 * @param version GGUF version
 * @param bigEndian byte order
 * @param values metadata by key: {@link Boolean}, {@link Long}, {@link Double}, {@link String} or
 *     {@link GgufArray}
 * @param tensors where the tensors lie
 * @param dataStart where the tensors' bytes begin
 * @param fileBytes length of the file
 */
record GgufHeader(
    int version,
    boolean bigEndian,
    Map<String, Object> values,
    List<TensorInfo> tensors,
    long dataStart,
    long fileBytes) {}
