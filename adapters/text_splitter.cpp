// Where a text may be cut, by ICU's break iterators.
#include "adapters/text_splitter.hpp"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <utility>

namespace motcua::adapters {
namespace {

using icu::BreakIterator;
using icu::UnicodeString;
using BreakPtr = std::unique_ptr<BreakIterator>;

void require(UErrorCode status) {
    if (U_FAILURE(status) != 0) throw std::runtime_error(std::string("icu: ") + u_errorName(status));
}

std::int32_t count(const UnicodeString& text, LengthUnit unit) {
    return unit == LengthUnit::utf16_units ? text.length() : text.countChar32();
}

std::string to_utf8(const UnicodeString& text) {
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

UnicodeString tidy(std::string_view utf8) {
    const auto raw = UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
    UnicodeString kept;
    for (std::int32_t at = 0; at < raw.length(); at = raw.moveIndex32(at, 1)) {
        const UChar32 point = raw.char32At(at);
        if (point == '\n' || u_charType(point) != U_CONTROL_CHAR) {
            kept.append(point);
        } else if (point == '\t') {
            kept.append(UChar32{' '});
        }
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    require(status);
    UnicodeString text = nfc->normalize(kept, status);
    require(status);
    return text.trim();
}

/// The places of one text where it may be cut.
class Cuts {
  public:
    explicit Cuts(const UnicodeString& text) : text_(text) {
        UErrorCode status = U_ZERO_ERROR;
        const auto root = icu::Locale::getRoot();
        sentences_.reset(BreakIterator::createSentenceInstance(root, status));
        words_.reset(BreakIterator::createLineInstance(root, status));
        graphemes_.reset(BreakIterator::createCharacterInstance(root, status));
        require(status);
        for (BreakIterator* each : {sentences_.get(), words_.get(), graphemes_.get()}) each->setText(text_);
        find_addresses();
    }

    /// The best cut in (begin, hard]; `hard` lies inside the text.
    std::int32_t best(std::int32_t begin, std::int32_t hard) {
        const std::int32_t early = begin + (hard - begin) / 2;  // no tiny parts for the sake of a paragraph
        if (const auto at = after_last(u"\n\n", begin, hard); at > early) return at;
        if (const auto at = after_last(u"\n", begin, hard); at > early) return at;
        if (const auto at = last_of(*sentences_, begin, hard); at > early) return at;
        if (const auto at = last_of(*words_, begin, hard); at > begin) return at;
        if (const auto at = last_of(*graphemes_, begin, hard); at > begin) return at;
        const std::int32_t grapheme =
            graphemes_->preceding(hard + 1);  // inside an address longer than a part
        if (grapheme > begin) return grapheme;
        return std::max(text_.getChar32Start(hard), text_.moveIndex32(begin, 1));
    }

  private:
    void find_addresses() {
        for (const char16_t* spelling : {u"http://", u"https://", u"www."}) {
            const UnicodeString mark(spelling);
            for (std::int32_t at = text_.indexOf(mark); at >= 0; at = text_.indexOf(mark, at + 1)) {
                std::int32_t end = at;
                while (end < text_.length() && u_isUWhiteSpace(text_.char32At(end)) == 0) ++end;
                addresses_.emplace_back(at, end);
            }
        }
    }

    bool allowed(std::int32_t at) const {
        const bool inside = std::any_of(addresses_.begin(), addresses_.end(), [at](const auto& address) {
            return at > address.first && at < address.second;
        });
        return !inside && !follows_item_number(at);
    }

    /// "2. " at the beginning of a line looks like the end of a sentence.
    bool follows_item_number(std::int32_t at) const {
        std::int32_t left = at;
        while (left > 0 && text_[left - 1] != u'\n' && at - left < 6) --left;
        if (left > 0 && text_[left - 1] != u'\n') return false;
        const UnicodeString line = text_.tempSubStringBetween(left, at);
        bool digit = false;
        for (std::int32_t i = 0; i < line.length(); ++i) {
            const char16_t unit = line[i];
            if (unit >= u'0' && unit <= u'9') {
                digit = true;
            } else if (unit != u'.' && unit != u')' && unit != u' ') {
                return false;
            }
        }
        return digit;
    }

    std::int32_t after_last(const char16_t* spelling, std::int32_t begin, std::int32_t hard) const {
        const UnicodeString mark(spelling);
        const std::int32_t at = text_.lastIndexOf(mark, begin, hard - begin);
        return at < 0 ? -1 : at + mark.length();
    }

    std::int32_t last_of(BreakIterator& breaks, std::int32_t begin, std::int32_t hard) const {
        std::int32_t at = breaks.isBoundary(hard) != 0 ? hard : breaks.preceding(hard);
        while (at > begin && !allowed(at)) at = breaks.preceding(at);
        return at;
    }

    const UnicodeString& text_;
    BreakPtr sentences_;
    BreakPtr words_;
    BreakPtr graphemes_;
    std::vector<std::pair<std::int32_t, std::int32_t>> addresses_;
};

/// The furthest place that a part which begins at `begin` can reach.
std::int32_t reach(const UnicodeString& text, std::int32_t begin, const TextLimit& limit) {
    if (limit.unit == LengthUnit::code_points) return text.moveIndex32(begin, limit.most);
    const std::int32_t end = std::min(text.length(), begin + limit.most);
    return end == text.length() ? end : text.getChar32Start(end);
}

}  // namespace

std::int32_t length_of(std::string_view utf8, LengthUnit unit) {
    return count(UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())}), unit);
}

std::string sendable(std::string_view utf8) { return to_utf8(tidy(utf8)); }

std::vector<std::string> split_text(std::string_view utf8, const TextLimit& limit) {
    const UnicodeString text = tidy(utf8);
    if (text.isEmpty()) return {};
    if (count(text, limit.unit) <= limit.most) return {to_utf8(text)};
    std::vector<std::string> parts;
    Cuts cuts(text);
    std::int32_t begin = 0;
    while (begin < text.length()) {
        const std::int32_t hard = reach(text, begin, limit);
        const std::int32_t end = hard == text.length() ? hard : cuts.best(begin, hard);
        const UnicodeString part = UnicodeString(text, begin, end - begin).trim();
        if (!part.isEmpty()) parts.push_back(to_utf8(part));
        begin = end;
        while (begin < text.length() && u_isUWhiteSpace(text.char32At(begin)) != 0) ++begin;
    }
    return parts;
}

std::string shortened(std::string_view utf8, const TextLimit& limit) {
    const UnicodeString text = tidy(utf8);
    if (count(text, limit.unit) <= limit.most) return to_utf8(text);
    UErrorCode status = U_ZERO_ERROR;
    const BreakPtr graphemes(BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    require(status);
    graphemes->setText(text);
    const std::int32_t hard = reach(text, 0, {limit.unit, limit.most - 1});
    const std::int32_t end = graphemes->isBoundary(hard) != 0 ? hard : graphemes->preceding(hard);
    return to_utf8(UnicodeString(text, 0, end).trim().append(u'\u2026'));
}

}  // namespace motcua::adapters
