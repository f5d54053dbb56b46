// Where personal data stands in a text, and what kind it is; each place belongs to the first that claims it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "intents/policy/guarded_text.hpp"

namespace motcua::intents::policy {

enum class PersonalKind {
    id_card,
    old_id,
    phone,
    mail,
    social,
    health,
    passport,
    tax,
    account,
    plate,
    dossier,
    one_time,
    password,
    licence,
    card,
    land,
    judgement,
    place,
    name,
    address,
    birth,
    civil,
    trait,
    number,
};
/// The typed mark that takes the place of the data: "[CCCD]", "[SĐT]", ...
std::string_view mark_of(PersonalKind kind) noexcept;

struct PersonalSpan {
    std::uint32_t begin = 0;  // glyphs
    std::uint32_t end = 0;
    PersonalKind kind = PersonalKind::number;
};

class PersonalSpans {
  public:
    explicit PersonalSpans(const GuardedText& text) : taken_(text.glyphs().size(), false) {}

    /// False when a part of it is claimed already.
    bool claim(std::uint32_t begin, std::uint32_t end, PersonalKind kind);
    /// Nothing inside is personal: a price, a code of a procedure, the number of a law.
    void keep(std::uint32_t begin, std::uint32_t end);
    bool is_free(std::uint32_t begin, std::uint32_t end) const noexcept;
    const std::vector<PersonalSpan>& spans() const noexcept { return spans_; }

  private:
    std::vector<bool> taken_;
    std::vector<PersonalSpan> spans_;
};

}  // namespace motcua::intents::policy
