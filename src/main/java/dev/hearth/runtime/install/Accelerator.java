package dev.hearth.runtime.install;

/** What a build of llama.cpp computes with. */
public enum Accelerator {
  CPU("processor only"),
  CUDA("NVIDIA (CUDA)"),
  VULKAN("any graphics card (Vulkan)"),
  ROCM("AMD (ROCm)"),
  METAL("Apple (Metal)"),
  SYCL("Intel (SYCL)"),
  OPENVINO("Intel (OpenVINO)"),
  OPENCL("Qualcomm Adreno (OpenCL)"),
  OTHER("something else");

  private final String words;

  Accelerator(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
