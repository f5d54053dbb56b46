// Tells the sanitizers what is cpprestsdk's, which Debian builds without them.

// Names that the sanitizers' runtimes look for; without a sanitizer nobody calls them.
extern "C" const char* __asan_default_options();
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions();

/// The library has no frame pointers; only the slow unwinder sees that a leak is its own.
extern "C" const char* __asan_default_options() { return "fast_unwind_on_malloc=0"; }

/// Its threads never end, and so keep OpenSSL's error state of a thread.
extern "C" const char* __lsan_default_suppressions() { return "leak:libcpprest\nleak:pplx::\n"; }

/// Counters of references that were compiled into the library, libcrypto and libstdc++ order nothing for
/// TSan: what the last owner frees looks like a race with who let go before.
extern "C" const char* __tsan_default_suppressions() {
    return "race:pplx::details::_CancellationToken\nrace:web::http::http_exception\n"
           "race:std::__exception_ptr\nrace:libcrypto\n";
}
