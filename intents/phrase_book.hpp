// Finds curated phrases in a message: one text file a label, one phrase a line.
#pragma once

#include <bitset>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "intents/embedded_file.hpp"
#include "intents/normalized_text.hpp"

namespace motcua::intents {

/// A phrase of `label` stands at the tokens [begin, end).
struct PhraseMatch {
    std::size_t label = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The phrases of one label.
struct PhraseList {
    std::string label;
    std::vector<std::string> phrases;  // with accents
};

/// Immutable after construction; safe to share between threads.
///
/// A typed accent is evidence: a token that carries diacritics matches only a phrase token with the same ones,
/// a token without any matches every accent. "mat" finds "mất", "mặt" does not. In a phrase of several words some marks
/// may be left out, too, and hỏi and ngã exchanged: "mât mây ngay" finds "mất mấy ngày", "gữi đơn" finds "gửi đơn".
class PhraseBook {
  public:
    /// Reads the files whose path contains `folder` ("/facet/"); the label is the file's stem.
    /// `#` begins a comment line. A phrase is at most 8 tokens; longer ones are ignored.
    PhraseBook(std::span<const EmbeddedFile> files, std::string_view folder);
    /// One label a list, in their order.
    explicit PhraseBook(const std::vector<PhraseList>& lists);

    const std::vector<std::string>& labels() const noexcept { return labels_; }
    /// Every match, by begin, the longest of a label first. At most one per label and begin.
    std::vector<PhraseMatch> matches(const std::vector<Token>& tokens) const;

  private:
    struct Phrase {
        std::size_t label;
        std::vector<std::string> accented;
    };
    using Phrases = std::unordered_map<std::string, std::vector<Phrase>>;

    void add(std::size_t label, std::string_view line);
    /// The beginning of a phrase and the phrases that it is whole; end() when no phrase begins so.
    Phrases::const_iterator find(const std::string& folded) const;

    std::vector<std::string> labels_;
    Phrases by_folded_;  // "bao nhieu tien"; its beginnings are there too, without a phrase, to stop early
    std::bitset<16384> may_hold_;  // by hash: most words of a message begin no phrase
};

/// True when the accents typed in `typed` do not contradict `wanted`: no diacritics at all, or the same word.
bool accents_agree(const Token& typed, std::string_view wanted_accented) noexcept;
/// True when `typed` is `wanted` with some of its marks left out, none changed but hỏi and ngã for each other: "mây" of
/// "mấy", "đau" of "đâu", "gữi" of "gửi".
/// Both NFC and lower case.
bool marks_left_out(std::string_view typed, std::string_view wanted) noexcept;

}  // namespace motcua::intents
