// The one list of field names of a procedure, read and written.
#include "adapters/json/procedure_document.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "intents/text/ascii.hpp"

namespace motcua::adapters {
namespace {

using Json = nlohmann::ordered_json;
using TextField = std::pair<const char*, std::string kb::Procedure::*>;

constexpr std::array text_fields{
    TextField{"code", &kb::Procedure::code},
    TextField{"name", &kb::Procedure::name},
    TextField{"decision", &kb::Procedure::decision},
    TextField{"kind", &kb::Procedure::kind},
    TextField{"field", &kb::Procedure::field},
    TextField{"level", &kb::Procedure::level},
    TextField{"ministry", &kb::Procedure::ministry},
    TextField{"agency", &kb::Procedure::agency},
    TextField{"competent_agency", &kb::Procedure::competent_agency},
    TextField{"receiving_address", &kb::Procedure::receiving_address},
    TextField{"steps", &kb::Procedure::steps},
    TextField{"requirements", &kb::Procedure::requirements},
    TextField{"url", &kb::Procedure::url},
    TextField{"data_date", &kb::Procedure::data_date},
    TextField{"valid_from", &kb::Procedure::valid_from},
    TextField{"valid_to", &kb::Procedure::valid_to},
};

/// Known, though not kept: the JSONL base repeats its tables as glued text and as joined values.
constexpr std::array derived_fields{"methods_text", "documents_text", "legal_basis_text",
                                    "fee",          "fee_note",       "duration"};

/// "2026", "2026-07" or "2026-07-01" by shape and range; `whole` asks for the day.
bool is_date(std::string_view text, bool whole) noexcept {
    constexpr std::string_view shape = "dddd-dd-dd";
    if (text.size() != 10 && (whole || (text.size() != 7 && text.size() != 4))) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (shape[i] == 'd' ? !intents::is_ascii_digit(text[i]) : text[i] != shape[i]) return false;
    }
    const auto two = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
    if (text.size() >= 7 && (two(5) < 1 || two(5) > 12)) return false;
    return text.size() < 10 || (two(8) >= 1 && two(8) <= 31);
}

void put(Json& json, const char* name, const std::string& text) {
    if (!text.empty()) json[name] = text;
}

Json json_of(const kb::Method& row) {
    Json json = Json::object();
    put(json, "channel", row.channel);
    put(json, "duration", row.duration);
    if (row.duration_unit_missing) json["duration_unit_missing"] = true;
    put(json, "fee", row.fee);
    put(json, "fee_note", row.fee_note);
    put(json, "note", row.note);
    return json;
}

Json json_of(const kb::Document& row) {
    Json json = Json::object();
    put(json, "case", row.document_case);
    put(json, "name", row.name);
    put(json, "form", row.form);
    json["original"] = row.original;
    json["copy"] = row.copy;
    return json;
}

Json json_of(const kb::LegalBasis& row) {
    Json json = Json::object();
    put(json, "name", row.name);
    put(json, "code", row.code);
    return json;
}

Json json_of(const kb::LocalOverride& row) {
    Json json = Json::object();
    put(json, "area", row.area);
    put(json, "place", row.place);
    put(json, "fee", row.fee);
    put(json, "duration", row.duration);
    put(json, "note", row.note);
    return json;
}

template <class Row>
void put_rows(Json& json, const char* name, const std::vector<Row>& rows) {
    if (rows.empty()) return;
    auto& list = json[name] = Json::array();
    for (const auto& row : rows) list.push_back(json_of(row));
}

Json json_of(const kb::Procedure& procedure) {
    Json json = Json::object();
    json["code"] = procedure.code;
    json["name"] = procedure.name;
    for (const auto& [name, member] : text_fields) put(json, name, procedure.*member);
    if (!procedure.audience.empty()) json["audience"] = procedure.audience;
    put_rows(json, "methods", procedure.methods);
    put_rows(json, "documents", procedure.documents);
    put_rows(json, "legal_basis", procedure.legal_basis);
    if (!procedure.result.empty()) json["result"] = procedure.result;
    put_rows(json, "overrides", procedure.overrides);
    for (const auto flag : procedure.flags) json["flags"].push_back(kb::name_of(flag));
    return json;
}

void read_rows(const FieldReader& reader, ProcedureReading& reading) {
    auto& procedure = reading.procedure;
    const auto note_unknown = [&](const FieldReader& row, const std::vector<std::string_view>& known) {
        for (auto& path : row.others_than(known)) reading.unknown_fields.push_back(std::move(path));
    };
    for (const auto& row : reader.objects("methods")) {
        procedure.methods.push_back({row.text("channel"), row.text("duration"), row.truth("duration_unit_missing"),
                                     row.text("fee"), row.text("fee_note"), row.text("note")});
        note_unknown(row, {"channel", "duration", "duration_unit_missing", "fee", "fee_note", "note"});
    }
    for (const auto& row : reader.objects("documents")) {
        procedure.documents.push_back({row.text("case"), row.text("name"), row.text("form"),
                                       row.whole_number("original"), row.whole_number("copy")});
        note_unknown(row, {"case", "name", "form", "original", "copy"});
    }
    for (const auto& row : reader.objects("legal_basis")) {
        procedure.legal_basis.push_back({row.text("name"), row.text("code")});
        note_unknown(row, {"name", "code"});
    }
    for (const auto& row : reader.objects("overrides")) {
        procedure.overrides.push_back(
            {row.text("area"), row.text("place"), row.text("fee"), row.text("duration"), row.text("note")});
        if (procedure.overrides.back().area.empty()) row.fault("area", "is missing");
        note_unknown(row, {"area", "place", "fee", "duration", "note"});
    }
}

void check(const FieldReader& reader, const kb::Procedure& procedure, bool code_is_text) {
    if (code_is_text && !kb::is_procedure_code(procedure.code)) reader.fault("code", "expected N.NNNNNN");
    if (procedure.name.empty()) reader.fault("name", "is missing");
    const auto& url = procedure.url;
    if (!url.empty() && !url.starts_with("https://") && !url.starts_with("http://")) {
        reader.fault("url", "expected an address that begins with https://");
    }
    if (!procedure.data_date.empty() && !is_date(procedure.data_date, false)) {
        reader.fault("data_date", "expected YYYY, YYYY-MM or YYYY-MM-DD");
    }
    for (const auto& [name, date] : {std::pair{"valid_from", &procedure.valid_from},
                                     std::pair{"valid_to", &procedure.valid_to}}) {
        if (!date->empty() && !is_date(*date, true)) reader.fault(name, "expected YYYY-MM-DD");
    }
}

std::vector<std::string_view> known_fields() {
    std::vector<std::string_view> known{"audience", "methods", "documents", "legal_basis",
                                        "result",   "overrides", "flags"};
    for (const auto& [name, member] : text_fields) known.emplace_back(name);
    for (const auto* name : derived_fields) known.emplace_back(name);
    return known;
}

}  // namespace

std::string json_text_of(const kb::Procedure& procedure) {
    return json_of(procedure).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string pretty_json_text_of(const kb::Procedure& procedure) {
    return json_of(procedure).dump(2, ' ', false, Json::error_handler_t::replace);
}

ProcedureReading read_procedure(const JsonNode& document) {
    ProcedureReading reading;
    if (document.kind != JsonNode::Kind::object) {
        reading.faults.push_back({"", "expected an object"});
        return reading;
    }
    const FieldReader reader(document, reading.faults);
    auto& procedure = reading.procedure;
    for (const auto& [name, member] : text_fields) procedure.*member = reader.text(name);
    procedure.audience = reader.texts("audience");
    procedure.result = reader.texts("result");
    read_rows(reader, reading);
    for (const auto& name : reader.texts("flags")) {
        if (const auto flag = kb::flag_from(name)) {
            procedure.mark(*flag);
        } else {
            reader.fault("flags", "holds a flag that is not known");
        }
    }
    const auto* code = document.find("code");
    check(reader, procedure, code == nullptr || code->kind == JsonNode::Kind::text);
    static const auto known = known_fields();
    for (auto& name : reader.others_than(known)) reading.unknown_fields.push_back(std::move(name));
    return reading;
}

tl::expected<kb::Procedure, std::string> procedure_from(std::string_view json_text) {
    const auto document = parse_json(json_text);
    if (!document) return tl::make_unexpected(document.error().message);
    auto reading = read_procedure(*document);
    if (reading.faults.empty()) return std::move(reading.procedure);
    return tl::make_unexpected(reading.faults.front().field + ": " + reading.faults.front().message);
}

}  // namespace motcua::adapters
