// Tells LeakSanitizer what is cpprestsdk's: its threads never end, and so keep OpenSSL's error state of a thread.

// Names that the sanitizer's runtime looks for; without a sanitizer nobody calls them.
extern "C" const char* __asan_default_options();
extern "C" const char* __lsan_default_suppressions();

/// The library has no frame pointers; only the slow unwinder sees that a leak is its own.
extern "C" const char* __asan_default_options() { return "fast_unwind_on_malloc=0"; }
extern "C" const char* __lsan_default_suppressions() { return "leak:libcpprest\nleak:pplx::\n"; }
