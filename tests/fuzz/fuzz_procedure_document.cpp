// Fuzz target: any bytes as our own JSON of a procedure; what is taken must come back the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "adapters/json/procedure_document.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace motcua;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto procedure = adapters::procedure_from(bytes);
    if (!procedure) return 0;
    const auto text = adapters::json_text_of(*procedure);
    const auto back = adapters::procedure_from(text);
    if (!back || adapters::json_text_of(*back) != text) std::abort();
    if (!kb::is_procedure_code(back->code) || back->name.empty()) std::abort();
    return 0;
}
