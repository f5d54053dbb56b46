// What all import readers share: one record's findings become flags, faults and warnings of its batch.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "adapters/json/field_reader.hpp"
#include "adapters/portal/import.hpp"
#include "adapters/portal/portal_text.hpp"

namespace motcua::adapters {

/// A record on its way in: what was read, and what was wrong with it.
struct Record {
    kb::Procedure procedure;
    std::vector<FieldFault> faults;
    std::vector<std::string> unknown_fields;
};

/// Collects the records of one source. Belongs to one thread.
class RecordIntake {
  public:
    explicit RecordIntake(std::string source) : source_(std::move(source)) {}

    /// Parses one JSON text in which ill-formed bytes may stand; a fault of `place` when it is no JSON.
    bool parse(std::string_view bytes, const std::string& place, JsonNode& document);
    /// Takes a record that stood at `place`, with what cleaning its texts met.
    void take(Record record, const TextFindings& findings, const std::string& place);
    void fault(const std::string& place, std::string message);
    /// The batch, with a fault for each code that occurs twice.
    ImportBatch finish();

  private:
    std::string source_;
    ImportBatch batch_;
    std::map<std::string, std::string> place_by_code_;
    std::map<std::string, std::size_t> unknown_fields_;
};

/// Shortens the texts of a record to their tidy form: one-line fields, multi-line texts, values that say
/// nothing, "Cấp Xã" as "Cấp xã", rows without content. Repairs what rows show to be glued.
void tidy(kb::Procedure& procedure);

}  // namespace motcua::adapters
