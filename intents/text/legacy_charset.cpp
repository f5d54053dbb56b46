// One table a charset; VNI alone writes a letter as two characters.
#include "intents/text/legacy_charset.hpp"

#include <algorithm>
#include <string_view>

#include "intents/text/vietnamese_letter.hpp"

namespace motcua::intents {
namespace {

// Bytes 0x80..0x9F as Windows-1252 shows them; '#': not assigned, shown as the control character itself.
constexpr std::u16string_view cp1252_high = u"€#‚ƒ„…†‡ˆ‰Š‹Œ#Ž##‘’“”•–—˜™š›œ#žŸ";

// Bytes 0xA0..0xFF. '#': not used. Capitals with a tone are those of another font, hence the same bytes.
constexpr std::u16string_view tcvn3_letters =
    u"#ĂÂÊÔƠƯĐăâêôơưđ#"
    u"#####àảãáạ#ằẳẵắ#"
    u"######ặầẩẫấậè#ẻẽ"
    u"éẹềểễếệìỉ###ĩíịò"
    u"#ỏõóọồổỗốộờởỡớợù"
    u"#ủũúụừửữứựỳỷỹýỵ#";

// Bytes 0x80..0xFF.
constexpr std::u16string_view viscii_letters =
    u"ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    u"àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ";
constexpr std::u16string_view vps_letters =
    u"ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ##ỀỂỄỐỒỔỖýỷỵỚỜỞ#ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕựầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺ#"
    u"àáâãảạă#èéêẽìí#ĩẴĐòóôõ#Ơụùúủ#ỶẼỳ";
static_assert(tcvn3_letters.size() == 96 && viscii_letters.size() == 128 && vps_letters.size() == 128);

struct Exchange {
    char32_t shown;
    char32_t meant;
};
constexpr std::array<Exchange, 6> viscii_controls{
    {{0x02, U'Ẳ'}, {0x05, U'Ẵ'}, {0x06, U'Ẫ'}, {0x14, U'Ỷ'}, {0x19, U'Ỹ'}, {0x1E, U'Ỵ'}}};
constexpr std::array<Exchange, 14> vps_controls{{{0x02, U'Ạ'}, {0x03, U'Ậ'}, {0x04, U'Ặ'}, {0x05, U'Ẹ'}, {0x06, U'Ệ'},
                                                 {0x10, U'Ị'}, {0x11, U'Ọ'}, {0x12, U'Ộ'}, {0x13, U'Ợ'}, {0x14, U'Ụ'},
                                                 {0x15, U'Ự'}, {0x19, U'Ỵ'}, {0x1C, U'Ẫ'}, {0x1D, U'Ữ'}}};
constexpr std::array<Exchange, 13> cp1258_letters{{{0xC3, U'Ă'}, {0xE3, U'ă'}, {0xD5, U'Ơ'}, {0xF5, U'ơ'}, {0xDD, U'Ư'},
                                                   {0xFD, U'ư'}, {0xD0, U'Đ'}, {0xF0, U'đ'}, {0xCC, 0x300}, {0xD2, 0x309},
                                                   {0xDE, 0x303}, {0xEC, 0x301}, {0xF2, 0x323}}};
constexpr std::array<Exchange, 14> vni_letters{{{U'ô', U'ơ'}, {U'Ô', U'ơ'}, {U'ö', U'ư'}, {U'Ö', U'ư'}, {U'ñ', U'đ'},
                                                {U'Ñ', U'đ'}, {U'æ', U'ỉ'}, {U'Æ', U'ỉ'}, {U'î', U'ỵ'}, {U'Î', U'ỵ'},
                                                {U'ò', U'ị'}, {U'Ò', U'ị'}, {U'ó', U'ĩ'}, {U'Ó', U'ĩ'}}};
// Windows-1254 shows these bytes as Turkish letters.
constexpr std::array<Exchange, 6> cp1254_letters{
    {{0x130, 0xDD}, {0x131, 0xFD}, {0x15E, 0xDE}, {0x15F, 0xFE}, {0x11E, 0xD0}, {0x11F, 0xF0}}};

template <class Table>
char32_t meant_by(const Table& table, char32_t shown) noexcept {
    const auto at = std::find_if(table.begin(), table.end(), [shown](const Exchange& row) { return row.shown == shown; });
    return at == table.end() ? shown : at->meant;
}

/// The second character of a VNI letter: what it does to the base before it.
struct VniMark {
    char32_t shown;
    std::string_view bases;
    Shape shape;
    Tone tone;
};
constexpr std::array<VniMark, 17> vni_marks{{
    {U'ù', "aeouy", Shape::none, Tone::acute}, {U'ø', "aeouy", Shape::none, Tone::grave},
    {U'û', "aeouy", Shape::none, Tone::hook}, {U'õ', "aeouy", Shape::none, Tone::tilde},
    {U'ï', "aeouy", Shape::none, Tone::dot}, {U'â', "aeo", Shape::circumflex, Tone::none},
    {U'á', "aeo", Shape::circumflex, Tone::acute}, {U'à', "aeo", Shape::circumflex, Tone::grave},
    {U'å', "aeo", Shape::circumflex, Tone::hook}, {U'ã', "aeo", Shape::circumflex, Tone::tilde},
    {U'ä', "aeo", Shape::circumflex, Tone::dot}, {U'ê', "a", Shape::breve, Tone::none},
    {U'é', "a", Shape::breve, Tone::acute}, {U'è', "a", Shape::breve, Tone::grave},
    {U'ú', "a", Shape::breve, Tone::hook}, {U'ü', "a", Shape::breve, Tone::tilde},
    {U'ë', "a", Shape::breve, Tone::dot},
}};

char32_t lowered_latin1(char32_t c) noexcept { return c >= 0xC0 && c <= 0xDE && c != 0xD7 ? c + 32 : c; }

/// The letter that `base` and a mark behind it make, or nothing.
std::optional<Letter> vni_letter(char32_t base, char32_t shown) noexcept {
    auto letter = letter_of(base);
    const char32_t mark = lowered_latin1(shown);
    if (!letter || letter->tone != Tone::none || mark < 0x80) return std::nullopt;
    for (const VniMark& row : vni_marks) {
        if (row.shown != mark || row.bases.find(letter->base) == std::string_view::npos) continue;
        if (row.shape != Shape::none && letter->shape != Shape::none) return std::nullopt;
        if (row.shape != Shape::none) letter->shape = row.shape;
        letter->tone = row.tone;
        return letter;
    }
    return std::nullopt;
}

Pieces decoded_vni(const Pieces& typed) {
    Pieces made;
    made.reserve(typed.size());
    for (const Piece& piece : typed) {
        // Only ASCII bases and ơ, ư take a mark: "oâ" is ô, and what follows it belongs to the next letter.
        const bool open = !made.empty() && made.back().end == piece.begin &&
                          (made.back().code_point < 0x80 || made.back().code_point == U'ơ' || made.back().code_point == U'ư');
        const auto letter = open ? vni_letter(made.back().code_point, piece.code_point) : std::nullopt;
        if (letter) {
            made.back().code_point = code_point_of(*letter);
            made.back().end = piece.end;
        } else {
            made.push_back({meant_by(vni_letters, piece.code_point), piece.begin, piece.end});
        }
    }
    return made;
}

/// A clipboard that drops soft hyphens drops the ư of TCVN3; before ơc and ơng, which do not exist, it must have stood.
void restore_lost_horns(Pieces& pieces) {
    Pieces made;
    made.reserve(pieces.size());
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const auto at = [&pieces](std::size_t k) { return k < pieces.size() ? pieces[k].code_point | 32U : U' '; };
        const auto letter = letter_of(pieces[i].code_point);
        const bool horned_o = letter && letter->base == 'o' && letter->shape == Shape::horn;
        const bool needs_it = at(i + 1) == U'c' || (at(i + 1) == U'n' && at(i + 2) == U'g');
        const auto before = i > 0 ? letter_of(pieces[i - 1].code_point) : std::nullopt;
        const bool has_it = before && before->base == 'u';
        if (horned_o && needs_it && !has_it) made.push_back({U'ư', pieces[i].begin, pieces[i].begin});
        made.push_back(pieces[i]);
    }
    pieces = std::move(made);
}

char32_t letter_in(std::u16string_view letters, unsigned first, char32_t typed) noexcept {
    const auto byte = byte_shown_as(typed);
    if (!byte || *byte < first) return typed;
    const char32_t letter = letters[*byte - first];
    return letter == U'#' ? typed : letter;
}

char32_t single(LegacyCharset charset, char32_t typed) noexcept {
    switch (charset) {
        case LegacyCharset::tcvn3: return letter_in(tcvn3_letters, 0xA0, typed);
        case LegacyCharset::viscii: return letter_in(viscii_letters, 0x80, meant_by(viscii_controls, typed));
        case LegacyCharset::vps: return letter_in(vps_letters, 0x80, meant_by(vps_controls, typed));
        case LegacyCharset::cp1258: return meant_by(cp1258_letters, meant_by(cp1254_letters, typed));
        case LegacyCharset::vni: break;
    }
    return typed;
}

}  // namespace

std::optional<unsigned char> byte_shown_as(char32_t c) noexcept {
    if (c < 0x100) return static_cast<unsigned char>(c);
    const char32_t turkish = meant_by(cp1254_letters, c);
    if (turkish != c) return static_cast<unsigned char>(turkish);
    if (c > 0xFFFF || c == U'#') return std::nullopt;
    const auto at = cp1252_high.find(static_cast<char16_t>(c));
    if (at == std::u16string_view::npos) return std::nullopt;
    return static_cast<unsigned char>(0x80 + at);
}

Pieces decoded(LegacyCharset charset, const Pieces& typed) {
    if (charset == LegacyCharset::vni) return decoded_vni(typed);
    Pieces made;
    made.reserve(typed.size());
    bool soft_hyphen = false;
    for (const Piece& piece : typed) {
        soft_hyphen |= piece.code_point == 0xAD;
        made.push_back({single(charset, piece.code_point), piece.begin, piece.end});
    }
    if (charset == LegacyCharset::tcvn3 && !soft_hyphen) restore_lost_horns(made);
    return made;
}

}  // namespace motcua::intents
