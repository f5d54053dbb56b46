// An administrative procedure as the national portal publishes it, with what we found wrong in it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::kb {

/// One way to file: in person, by post, online. Texts are as published, NFC, never empty of meaning by us.
struct Method {
    std::string channel;   // "Trực tuyến", "Trực tiếp", "Dịch vụ bưu chính"
    std::string duration;  // "5 Ngày làm việc"; a bare number when the unit is missing
    bool duration_unit_missing = false;
    std::string fee;       // "Miễn phí", "50.000 đồng"; empty when the portal gives none
    std::string fee_note;  // the condition of the fee; quoted whenever the fee alone may mislead
    std::string note;
};

struct Document {
    std::string document_case;  // the heading it stands under: "* Giấy tờ phải nộp:"
    std::string name;
    std::string form;  // "CT01"; empty when there is none
    int original = 0;  // copies asked for
    int copy = 0;
};

struct LegalBasis {
    std::string name;
    std::string code;  // "60/2014/QH13"; may be empty
};

/// What differs in one province or commune. Empty texts mean "as published".
struct LocalOverride {
    std::string area;  // province or commune code
    std::string place;
    std::string fee;
    std::string duration;
    std::string note;
};

/// A known fault of the published record. A flagged part is never shown bare as a fact.
enum class Flag {
    duration_without_unit,
    fee_suspiciously_small,   // "50 VNĐ" where thousands are meant
    free_but_amount_in_note,  // "Miễn phí" beside a note that names an amount
    abolished_tier,           // names a huyện, quận or thị xã authority (gone since 2025-07-01)
    no_documents,
    no_methods,
    no_agency,
    no_url,
    glued_cell,           // a table came as one run of text and could not be split with certainty
    private_use_characters,
    was_nfd,              // the source was not NFC (repaired)
    template_file_name,   // a document's name carries a file name
    miscaptured,          // the page holds another procedure: quarantined, never answered from
    very_long,            // more than very_long_bytes of text in all
};
/// The spelling in stores, reports and our JSON, e.g. "duration_without_unit".
std::string_view name_of(Flag flag) noexcept;
std::optional<Flag> flag_from(std::string_view name) noexcept;
/// Every flag there is, in the order of the enumeration.
const std::vector<Flag>& all_flags();

/// About 20,000 Vietnamese characters: one procedure in thirty is longer.
inline constexpr std::size_t very_long_bytes = 27'000;

struct Procedure {
    std::string code;  // "1.001193": text, never a number
    std::string name;
    std::string decision;
    std::string kind;
    std::string field;
    std::string level;  // "Cấp xã", "Cấp tỉnh", "Cấp bộ"; several joined by ", "
    std::string ministry;
    std::string agency;
    std::string competent_agency;
    std::string receiving_address;
    std::vector<std::string> audience;
    std::string steps;
    std::vector<Method> methods;
    std::vector<Document> documents;
    std::vector<LegalBasis> legal_basis;
    std::string requirements;
    std::vector<std::string> result;
    std::string url;
    std::string data_date;   // "2026-07": when the source stood like this
    std::string valid_from;  // ISO date; empty when the portal gives none
    std::string valid_to;
    std::vector<LocalOverride> overrides;
    std::vector<Flag> flags;

    bool has(Flag flag) const noexcept;
    /// Adds the flag unless it is there.
    void mark(Flag flag);
    /// Whoever decides or receives, the first that is known; empty when the record names nobody.
    const std::string& authority() const noexcept { return competent_agency.empty() ? agency : competent_agency; }
};

/// True for "1.001193": one digit, a point, six digits.
bool is_procedure_code(std::string_view text) noexcept;

/// Recomputes `flags` from the other fields, keeping the ones only an importer can know
/// (was_nfd, private_use_characters, template_file_name, glued_cell, miscaptured). Pure.
void lint(Procedure& procedure);

/// Marks (Flag::miscaptured) every group of two or more records that are equal in all but code, url and
/// ministry (and flags, which follow from them): such a page was captured for the wrong code.
/// Returns how many were newly marked; a mark is never taken away.
std::size_t quarantine_miscaptured(std::vector<Procedure>& procedures);

}  // namespace motcua::kb
