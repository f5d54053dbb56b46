// Reads typed members of a JSON object and collects every fault instead of stopping at the first.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/json/json_document.hpp"

namespace motcua::adapters {

/// One wrong member: its path ("methods[2].fee") and what is expected there; never the value.
struct FieldFault {
    std::string field;
    std::string message;
};

/// Borrows the node and the fault list, which must outlive it. A member that is absent or null reads as empty.
class FieldReader {
  public:
    FieldReader(const JsonNode& object, std::vector<FieldFault>& faults, std::string path = {});

    std::string text(std::string_view name) const;
    /// A list of texts.
    std::vector<std::string> texts(std::string_view name) const;
    /// A whole number from 0 to 1,000,000, as a number or as a text of digits; empty text is 0.
    int whole_number(std::string_view name) const;
    bool truth(std::string_view name) const;
    /// A reader for each object of a list.
    std::vector<FieldReader> objects(std::string_view name) const;
    /// A reader for an object; of an empty one when it is absent.
    FieldReader object(std::string_view name) const;
    /// Members that are not among `known`.
    std::vector<std::string> others_than(const std::vector<std::string_view>& known) const;

    void fault(std::string_view name, std::string message) const;

  private:
    const JsonNode* present(std::string_view name) const noexcept;
    std::string path_to(std::string_view name) const;
    void expected(std::string_view name, std::string_view wanted, const JsonNode& found) const;

    const JsonNode& object_;
    std::vector<FieldFault>& faults_;
    std::string path_;
};

}  // namespace motcua::adapters
