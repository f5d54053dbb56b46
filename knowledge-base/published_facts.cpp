// The words of each fact; what a flag forbids is decided here, method by method.
#include "knowledge-base/published_facts.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "knowledge-base/abolished_tier.hpp"
#include "knowledge-base/excerpt.hpp"
#include "knowledge-base/facts_by_channel.hpp"
#include "knowledge-base/published_fee.hpp"

namespace motcua::kb {
namespace {

constexpr const char* ask_the_office = "anh/chị hỏi nơi tiếp nhận";
constexpr const char* unclear = " (mức phí chưa rõ, anh/chị hỏi nơi tiếp nhận)";
constexpr const char* new_tiers =
    "từ 01/7/2025 nộp tại Trung tâm Phục vụ hành chính công xã/phường hoặc cấp tỉnh";

std::string quoted(std::string_view text) { return "“" + excerpt(text, most_note_characters) + "”"; }

std::string with_note(const std::string& text, const std::string& note) {
    return note.empty() ? text : text + ", ghi chú: " + quoted(note);
}

std::string fee_of(const FeeLine& line) {
    const std::string label = line.label.empty() ? "" : line.label + ": ";
    switch (line.kind) {
        case FeeKind::none:
            return line.note.empty() ? "" : label + "Cổng chỉ ghi " + quoted(line.note) + unclear;
        case FeeKind::words:
            return with_note(label + "theo Cổng: " + quoted(line.published), line.note);
        case FeeKind::free:
            if (line.note.empty()) return "Miễn phí";
            return with_note("Trên Cổng ghi “Miễn phí”", line.note) + (names_an_amount(line.note) ? unclear : "");
        case FeeKind::amount:
            break;
    }
    if (is_suspiciously_small(line)) {
        return with_note("Trên Cổng ghi “" + line.published + "”", line.note) + unclear;
    }
    const auto amount = line.dong > 0 ? dong_text(line.dong) : line.published;
    return label + amount + (line.note.empty() ? "" : " (" + excerpt(line.note, most_note_characters) + ")");
}

/// Nothing when the portal gives this way no fee at all.
std::string fee_of(const Method& method) {
    std::string text;
    for (const auto& line : fee_lines(method)) {
        const auto part = fee_of(line);
        if (part.empty()) continue;
        text += text.empty() ? part : "; " + part;
    }
    const bool told_by_note = text == "Miễn phí" && is_free_but_names_an_amount(method);
    if (!told_by_note) return text;
    return "Trên Cổng ghi “Miễn phí”, mô tả: " + quoted(method.note) + unclear;
}

/// "07 Ngày làm việc" to "7 ngày làm việc"; other wording stays as published.
std::string plain_duration(const std::string& published) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> units{{
        {"Ngày làm việc", "ngày làm việc"}, {"Ngày", "ngày"}, {"Giờ làm việc", "giờ làm việc"}, {"Giờ", "giờ"},
        {"Phút", "phút"}, {"Tuần", "tuần"}, {"Tháng", "tháng"}, {"Năm", "năm"},
    }};
    const auto space = published.find(' ');
    if (space == std::string::npos || !is_bare_number(published.substr(0, space))) return published;
    const auto unit = std::find_if(units.begin(), units.end(), [&](const auto& pair) {
        return published.substr(space + 1) == pair.first;
    });
    if (unit == units.end()) return published;
    auto number = published.substr(0, space);
    if (number.size() > 1 && number.front() == '0' && number[1] != '.' && number[1] != ',') number.erase(0, 1);
    return number + " " + std::string(unit->second);
}

/// The part of a remark that speaks of time, quoted; nothing when none does.
std::string remark_on_time(std::string_view note) {
    for (const auto* start : {"Thời hạn giải quyết", "Thời gian giải quyết", "Thời hạn"}) {
        const auto at = note.find(start);
        if (at != std::string_view::npos) return ", mô tả: " + quoted(note.substr(at));
    }
    for (const auto* unit : {" ngày", " giờ", " tháng", "gay sau khi", "gay khi", "ngay trong"}) {
        if (note.find(unit) != std::string_view::npos) return ", mô tả: " + quoted(note);
    }
    return {};
}

std::string duration_of(const Method& method) {
    const auto remark = remark_on_time(method.note);
    if (method.duration.empty()) {
        return method.duration_unit_missing ? "chưa rõ thời hạn trên Cổng" : "Cổng không ghi thời hạn" + remark;
    }
    if (method.duration_unit_missing || is_bare_number(method.duration)) {
        return "Cổng ghi “" + method.duration + "”, chưa rõ đơn vị trên Cổng" + remark;
    }
    const auto plain = plain_duration(method.duration);
    // Nothing takes "0 Giờ": the remark beside it tells what is meant.
    return plain.starts_with("0 ") ? "Cổng ghi “" + method.duration + "”" + remark : plain;
}

std::string tier_advice(const std::string& level) {
    const bool commune = level.find("Cấp xã") != std::string::npos;
    const bool province = level.find("Cấp tỉnh") != std::string::npos;
    if (commune && province) return "Trung tâm Phục vụ hành chính công xã/phường hoặc cấp tỉnh";
    if (commune) return "Trung tâm Phục vụ hành chính công xã/phường";
    if (province) return "Trung tâm Phục vụ hành chính công cấp tỉnh";
    return "cơ quan giải quyết nêu trên Cổng";
}

/// The office of the abolished tier that a citizen would be sent to; empty when the one who receives is of
/// today's tiers, whoever decides.
std::string abolished_office(const Procedure& procedure) {
    const auto& agency = procedure.agency;
    if (names_abolished_tier(agency)) return agency;
    const bool of_today = agency.find("xã") != std::string::npos || agency.find("Xã") != std::string::npos ||
                          agency.find("tỉnh") != std::string::npos || agency.find("Tỉnh") != std::string::npos;
    if (of_today) return {};
    if (names_abolished_tier(procedure.competent_agency)) {
        return agency.empty() ? procedure.competent_agency : agency + ", " + procedure.competent_agency;
    }
    return names_abolished_authority(procedure.receiving_address) ? procedure.receiving_address : std::string();
}

}  // namespace

std::string fee_text(const Procedure& procedure) {
    FactsByChannel facts;
    bool any = false;
    for (const auto& method : procedure.methods) {
        const auto fee = fee_of(method);
        any = any || !fee.empty();
        facts.add(method.channel, fee.empty() ? "Cổng không ghi mức phí" : fee);
    }
    if (!any) return std::string("Cổng không ghi mức phí, ") + ask_the_office;
    return facts.text();
}

std::string duration_text(const Procedure& procedure) {
    FactsByChannel facts;
    for (const auto& method : procedure.methods) facts.add(method.channel, duration_of(method));
    return facts.empty() ? "Cổng không ghi thời hạn" : facts.text();
}

std::string place_text(const Procedure& procedure) {
    const auto& office = procedure.agency.empty() ? procedure.competent_agency : procedure.agency;
    const auto& address = procedure.receiving_address;
    if (const auto named = abolished_office(procedure); !named.empty()) {
        return "Theo Cổng: " + quoted(named) + "; " + new_tiers;
    }
    if (office.empty() && address.empty()) {
        const auto level = procedure.level.empty() ? std::string() : " (" + procedure.level + ")";
        return "Cổng không ghi nơi tiếp nhận" + level + ": anh/chị hỏi tại " + tier_advice(procedure.level);
    }
    if (address.empty()) return excerpt(office, most_note_characters);
    const auto old_place = names_abolished_tier(address) ? " (địa chỉ ghi theo tên cũ)" : "";
    const auto where = excerpt(address, most_note_characters) + old_place;
    return office.empty() ? where : excerpt(office, most_note_characters) + "; nơi tiếp nhận: " + where;
}

std::string channels_text(const Procedure& procedure) {
    std::vector<std::string> channels;
    for (const auto& method : procedure.methods) {
        if (method.channel.empty()) continue;
        if (std::find(channels.begin(), channels.end(), method.channel) == channels.end()) {
            channels.push_back(method.channel);
        }
    }
    if (channels.empty()) return "Cổng không ghi cách nộp hồ sơ";
    std::string text;
    for (const auto& channel : channels) {
        if (!text.empty()) text += ", ";
        text += channel;
        if (channel == "Trực tuyến" && !procedure.url.empty()) text += " (" + procedure.url + ")";
    }
    return text;
}

}  // namespace motcua::kb
