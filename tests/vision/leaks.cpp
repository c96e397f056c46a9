// ONNX Runtime keeps a few bytes for every environment that it creates; they are its own, not ours.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libonnxruntime\n";
}
