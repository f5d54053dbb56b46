// The claims on a text, and the marks that people read instead of the data.
#include "intents/policy/personal_spans.hpp"

#include <array>
#include <utility>

#include "intents/policy/message_guard.hpp"

namespace motcua::intents::policy {

namespace {

constexpr std::array marks{
    std::pair{PersonalKind::id_card, std::string_view("[CCCD]")},
    std::pair{PersonalKind::old_id, std::string_view("[CMND]")},
    std::pair{PersonalKind::phone, std::string_view("[SĐT]")},
    std::pair{PersonalKind::mail, std::string_view("[EMAIL]")},
    std::pair{PersonalKind::social, std::string_view("[BHXH]")},
    std::pair{PersonalKind::health, std::string_view("[BHYT]")},
    std::pair{PersonalKind::passport, std::string_view("[HỘ CHIẾU]")},
    std::pair{PersonalKind::tax, std::string_view("[MST]")},
    std::pair{PersonalKind::account, std::string_view("[STK]")},
    std::pair{PersonalKind::plate, std::string_view("[BIỂN SỐ]")},
    std::pair{PersonalKind::dossier, std::string_view("[MÃ HỒ SƠ]")},
    std::pair{PersonalKind::one_time, std::string_view("[OTP]")},
    std::pair{PersonalKind::password, std::string_view("[MẬT KHẨU]")},
    std::pair{PersonalKind::licence, std::string_view("[GPLX]")},
    std::pair{PersonalKind::card, std::string_view("[SỐ THẺ]")},
    std::pair{PersonalKind::land, std::string_view("[THỬA ĐẤT]")},
    std::pair{PersonalKind::judgement, std::string_view("[SỐ BẢN ÁN]")},
    std::pair{PersonalKind::place, std::string_view("[TỌA ĐỘ]")},
    std::pair{PersonalKind::name, std::string_view("[HỌ TÊN]")},
    std::pair{PersonalKind::address, std::string_view("[ĐỊA CHỈ]")},
    std::pair{PersonalKind::birth, std::string_view("[NGÀY SINH]")},
    std::pair{PersonalKind::civil, std::string_view("[SỐ HỘ TỊCH]")},
    std::pair{PersonalKind::trait, std::string_view("[THÔNG TIN NHẠY CẢM]")},
    std::pair{PersonalKind::number, std::string_view("[DÃY SỐ]")},
};

}  // namespace

std::string_view mark_of(PersonalKind kind) noexcept {
    for (const auto& [value, mark] : marks) {
        if (value == kind) return mark;
    }
    return "[DÃY SỐ]";
}

bool PersonalSpans::is_free(std::uint32_t begin, std::uint32_t end) const noexcept {
    for (auto at = begin; at < end && at < taken_.size(); ++at) {
        if (taken_[at]) return false;
    }
    return true;
}

bool PersonalSpans::claim(std::uint32_t begin, std::uint32_t end, PersonalKind kind) {
    if (begin >= end || !is_free(begin, end)) return false;
    keep(begin, end);
    spans_.push_back({begin, end, kind});
    return true;
}

void PersonalSpans::keep(std::uint32_t begin, std::uint32_t end) {
    for (auto at = begin; at < end && at < taken_.size(); ++at) taken_[at] = true;
}

}  // namespace motcua::intents::policy

namespace motcua::intents {

std::string without_marks(std::string_view admitted_text) {
    std::string plain;
    plain.reserve(admitted_text.size());
    while (!admitted_text.empty()) {
        std::size_t skipped = 0;
        if (admitted_text.front() == '[') {
            for (const auto& [kind, mark] : policy::marks) {
                if (admitted_text.starts_with(mark)) skipped = mark.size();
            }
        }
        plain.push_back(skipped > 0 ? ' ' : admitted_text.front());
        admitted_text.remove_prefix(skipped > 0 ? skipped : 1);
    }
    return plain;
}

}  // namespace motcua::intents
