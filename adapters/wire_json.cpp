// A bounded recursive reader of JSON, and the quoting of texts.
#include "adapters/wire_json.hpp"

#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>

#include "intents/text/ascii.hpp"

namespace motcua::adapters {
namespace {

const WireNode nothing;

void append_utf8(std::string& out, std::uint32_t point) {
    const auto byte = [&out](std::uint32_t value) { out += static_cast<char>(value); };
    if (point < 0x80) {
        byte(point);
    } else if (point < 0x800) {
        byte(0xC0 | point >> 6U);
        byte(0x80 | (point & 0x3FU));
    } else if (point < 0x10000) {
        byte(0xE0 | point >> 12U);
        byte(0x80 | (point >> 6U & 0x3FU));
        byte(0x80 | (point & 0x3FU));
    } else {
        byte(0xF0 | point >> 18U);
        byte(0x80 | (point >> 12U & 0x3FU));
        byte(0x80 | (point >> 6U & 0x3FU));
        byte(0x80 | (point & 0x3FU));
    }
}

bool is_high(std::uint32_t unit) noexcept { return unit >= 0xD800 && unit <= 0xDBFF; }
bool is_low(std::uint32_t unit) noexcept { return unit >= 0xDC00 && unit <= 0xDFFF; }

class WireReader {
  public:
    explicit WireReader(std::string_view body) : body_(body) {
        if (body_.substr(0, 3) == "\xEF\xBB\xBF") at_ = 3;
    }

    /// Reads one value; into nothing, it only checks it.
    bool value(WireNode* into, int depth);
    bool at_end() {
        skip_space();
        return at_ == body_.size();
    }
    bool open_object() { return next_is('{'); }
    bool next_is(char wanted);
    bool key(std::string& name) {
        skip_space();
        return string(&name) && next_is(':');
    }

  private:
    bool object(WireNode* into, int depth);
    bool list(WireNode* into, int depth);
    bool child(WireNode* into, int depth) {
        return value(into != nullptr ? &into->children.emplace_back() : nullptr, depth + 1);
    }
    bool string(std::string* into);
    bool escape(std::string* into);
    bool unicode_escape(std::string* into);
    bool unit(std::uint32_t& value);
    bool number(WireNode* into);
    bool word(std::string_view spelling);
    void skip_space() {
        while (at_ < body_.size() && std::string_view(" \t\r\n").find(body_[at_]) != std::string_view::npos)
            ++at_;
    }

    std::string_view body_;
    std::size_t at_ = 0;
    std::size_t nodes_ = 0;
};

bool WireReader::next_is(char wanted) {
    skip_space();
    if (at_ >= body_.size() || body_[at_] != wanted) return false;
    ++at_;
    return true;
}

bool WireReader::word(std::string_view spelling) {
    if (body_.substr(at_, spelling.size()) != spelling) return false;
    at_ += spelling.size();
    return true;
}

bool WireReader::value(WireNode* into, int depth) {
    using Kind = WireNode::Kind;
    skip_space();
    if (depth > max_wire_depth || ++nodes_ > max_wire_nodes || at_ >= body_.size()) return false;
    const std::size_t begin = at_;
    const char first = body_[at_];
    Kind kind = Kind::null;
    bool read = false;
    if (first == '{') {
        kind = Kind::object;
        read = object(into, depth);
    } else if (first == '[') {
        kind = Kind::list;
        read = list(into, depth);
    } else if (first == '"') {
        kind = Kind::text;
        read = string(into != nullptr ? &into->text : nullptr);
    } else if (first == '-' || intents::is_ascii_digit(first)) {
        kind = Kind::number;
        read = number(into);
    } else if (first == 't' || first == 'f') {
        kind = Kind::boolean;
        read = word(first == 't' ? "true" : "false");
    } else {
        read = word("null");
    }
    if (!read || into == nullptr) return read;
    into->kind = kind;
    into->truth = first == 't';
    into->begin = begin;
    into->end = at_;
    return true;
}

bool WireReader::object(WireNode* into, int depth) {
    ++at_;
    if (next_is('}')) return true;
    do {
        std::string name;
        if (!key(name)) return false;
        if (into != nullptr) into->names.push_back(std::move(name));
        if (!child(into, depth)) return false;
    } while (next_is(','));
    return next_is('}');
}

bool WireReader::list(WireNode* into, int depth) {
    ++at_;
    if (next_is(']')) return true;
    do {
        if (!child(into, depth)) return false;
    } while (next_is(','));
    return next_is(']');
}

bool WireReader::number(WireNode* into) {
    const std::size_t begin = at_;
    if (body_[at_] == '-') ++at_;
    const std::size_t digits = at_;
    while (at_ < body_.size() && intents::is_ascii_digit(body_[at_])) ++at_;
    if (at_ == digits) return false;
    while (at_ < body_.size() &&
           (intents::is_ascii_digit(body_[at_]) || std::string_view(".eE+-").find(body_[at_]) != std::string_view::npos)) {
        ++at_;
    }
    if (into != nullptr) into->text = body_.substr(begin, at_ - begin);
    return true;
}

bool WireReader::string(std::string* into) {
    if (at_ >= body_.size() || body_[at_] != '"') return false;
    ++at_;
    while (at_ < body_.size()) {
        const std::size_t stop = std::min(body_.find_first_of("\"\\", at_), body_.size());
        if (into != nullptr) into->append(body_.substr(at_, stop - at_));
        at_ = stop;
        if (at_ >= body_.size()) return false;
        if (body_[at_++] == '"') return true;
        if (!escape(into)) return false;
    }
    return false;
}

bool WireReader::escape(std::string* into) {
    if (at_ >= body_.size()) return false;
    const char letter = body_[at_++];
    if (letter == 'u') return unicode_escape(into);
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    const std::size_t found = letters.find(letter);
    if (found == std::string_view::npos) return false;
    if (into != nullptr) *into += meanings[found];
    return true;
}

bool WireReader::unit(std::uint32_t& value) {
    if (at_ + 4 > body_.size()) return false;
    value = 0;
    for (const char letter : body_.substr(at_, 4)) {
        constexpr std::string_view digits = "0123456789abcdef";
        const char lower = letter >= 'A' && letter <= 'F' ? static_cast<char>(letter + ('a' - 'A')) : letter;
        const std::size_t digit = digits.find(lower);
        if (digit == std::string_view::npos) return false;
        value = value * 16 + static_cast<std::uint32_t>(digit);
    }
    at_ += 4;
    return true;
}

bool WireReader::unicode_escape(std::string* into) {
    std::uint32_t point = 0;
    if (!unit(point)) return false;
    if (is_high(point) && body_.substr(at_, 2) == "\\u") {
        const std::size_t before = at_;
        at_ += 2;
        std::uint32_t low = 0;
        if (!unit(low)) return false;
        if (is_low(low)) {
            point = 0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00);
        } else {
            at_ = before;  // a whole escape of its own
        }
    }
    if (is_high(point) || is_low(point)) point = 0xFFFD;
    if (into != nullptr) append_utf8(*into, point);
    return true;
}

void append_escaped(std::string& out, std::uint32_t point) {
    constexpr std::string_view digits = "0123456789abcdef";
    if (point == '"' || point == '\\') {
        out += '\\';
        out += static_cast<char>(point);
    } else if (point == '\n') {
        out += "\\n";
    } else if (point < 0x20 || point == 0x7F) {
        out += "\\u00";
        out += digits[point >> 4U];
        out += digits[point & 0x0FU];
    } else {
        append_utf8(out, point);
    }
}

}  // namespace

const WireNode& WireNode::operator[](std::string_view name) const noexcept {
    for (std::size_t i = names.size(); i-- > 0;) {
        if (names[i] == name) return children[i];
    }
    return nothing;
}

bool WireNode::has(std::string_view name) const noexcept {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string WireNode::id() const {
    if (kind == Kind::text) return text;
    const bool whole = kind == Kind::number && std::all_of(text.begin(), text.end(), intents::is_ascii_digit);
    return whole ? text : std::string();
}

std::optional<WireNode> read_wire_json(std::string_view body) {
    WireReader reader(body);
    std::optional<WireNode> root(std::in_place);
    if (!reader.value(&*root, 1) || !reader.at_end()) root.reset();
    return root;
}

std::optional<std::vector<std::string>> read_top_level(std::string_view body,
                                                       const std::vector<std::string_view>& names) {
    WireReader reader(body);
    std::vector<std::string> found(names.size());
    if (!reader.open_object()) return std::nullopt;
    if (reader.next_is('}')) return reader.at_end() ? std::optional(found) : std::nullopt;
    do {
        std::string name;
        if (!reader.key(name)) return std::nullopt;
        const auto wanted = std::find(names.begin(), names.end(), name);
        WireNode node;
        if (!reader.value(wanted != names.end() ? &node : nullptr, 2)) return std::nullopt;
        if (wanted != names.end()) found[static_cast<std::size_t>(wanted - names.begin())] = node.id();
    } while (reader.next_is(','));
    return reader.next_is('}') && reader.at_end() ? std::optional(found) : std::nullopt;
}

std::string json_quoted(std::string_view text) {
    std::string out = "\"";
    out.reserve(text.size() + 2);
    const auto points = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    for (std::int32_t at = 0; at < points.length(); at = points.moveIndex32(at, 1)) {
        append_escaped(out, static_cast<std::uint32_t>(points.char32At(at)));
    }
    out += '"';
    return out;
}

}  // namespace motcua::adapters
