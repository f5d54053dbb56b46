// Fewest parts from every place to the end, then all ways that keep to that number, longest part first.
#include "intents/text/segmentation.hpp"

#include <algorithm>
#include <array>

#include "intents/text/code_point.hpp"
#include "intents/text/syllable.hpp"
#include "intents/text/vietnamese_letter.hpp"
#include "intents/text/word.hpp"

namespace motcua::intents {
namespace {

constexpr std::size_t shortest_word = 4;
constexpr std::size_t longest_word = 48;
constexpr std::size_t longest_part = 7;

class Segmenter {
  public:
    explicit Segmenter(std::string_view word) {
        for (std::size_t at = 0; at < word.size() && size_ < longest_word;) {
            const auto letter = letter_of(next_code_point(word, at));
            if (!letter) return;
            letters_[size_++] = *letter;
            if (at == word.size()) usable_ = true;
        }
        usable_ = usable_ && size_ >= shortest_word && !may_be_syllable(part(0, size_));
    }

    std::vector<std::vector<std::string>> ways(std::size_t most) {
        std::vector<std::vector<std::string>> found;
        if (!usable_) return found;
        count();
        if (cost_[0] >= impossible) return found;
        std::vector<std::string> parts;
        follow(0, parts, found, most);
        return found;
    }

  private:
    static constexpr unsigned impossible = 1000;

    std::span<const Letter> part(std::size_t begin, std::size_t size) const noexcept { return {letters_.data() + begin, size}; }

    /// A part of one letter is rare (ý, ở), so it costs as much as two.
    unsigned cost_of(std::size_t begin, std::size_t size) const noexcept {
        if (begin + size > size_) return impossible;
        const auto letters = part(begin, size);
        const bool fits = is_plain(letters) ? may_be_syllable(letters) : is_syllable(letters);
        if (!fits) return impossible;
        if (size > 1) return 1;
        return letters[0].base == 'o' || letters[0].base == 'y' || !is_plain(letters) ? 2 : impossible;
    }

    void count() noexcept {
        cost_[size_] = 0;
        for (std::size_t begin = size_; begin-- > 0;) {
            cost_[begin] = impossible;
            for (std::size_t size = 1; size <= longest_part && begin + size <= size_; ++size) {
                part_cost_[begin][size - 1] = cost_of(begin, size);
                cost_[begin] = std::min(cost_[begin], part_cost_[begin][size - 1] + cost_[begin + size]);
            }
        }
    }

    /// At most `size_` deep, and it turns only into ways that end well, so its work is bounded by what it finds.
    void follow(std::size_t begin, std::vector<std::string>& parts, std::vector<std::vector<std::string>>& found,
                std::size_t most) const {
        if (begin == size_) return found.push_back(parts);
        for (std::size_t size = std::min(longest_part, size_ - begin); size > 0 && found.size() < most; --size) {
            if (part_cost_[begin][size - 1] + cost_[begin + size] != cost_[begin]) continue;
            parts.push_back(accented_text(part(begin, size)));
            follow(begin + size, parts, found, most);
            parts.pop_back();
        }
    }

    std::array<Letter, longest_word> letters_;
    std::array<unsigned, longest_word + 1> cost_{};
    std::array<std::array<unsigned, longest_part>, longest_word> part_cost_{};
    std::size_t size_ = 0;
    bool usable_ = false;
};

}  // namespace

std::vector<std::vector<std::string>> segmentations(std::string_view word, std::size_t most) { return Segmenter(word).ways(most); }

std::vector<std::string> segment_folded(std::string_view word) {
    auto ways = segmentations(word, 1);
    return ways.empty() ? std::vector<std::string>{} : std::move(ways.front());
}

}  // namespace motcua::intents
