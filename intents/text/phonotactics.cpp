// The tables of vietnamese-text 3.1, spelled out; an onset's rule says which rimes it takes.
#include "intents/text/phonotactics.hpp"

#include <algorithm>
#include <array>

#include "intents/text/code_point.hpp"
#include "intents/text/word.hpp"

namespace motcua::intents {
namespace {

// Rimes by their first sound. A medial glide is written o before a, ă, e and u before â, ê, ơ, y.
constexpr std::string_view plain_rimes =
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu "
    "o oc oi om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưng ưt ưu "
    "ươc ươi ươm ươn ương ươp ươt ươu";
constexpr std::string_view glide_rimes =
    "oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet "
    "uân uâng uât uây uê uêch uên uênh uêt uơ uy uya uych uyên uyêt uyn uynh uyt uyu uyp";
constexpr std::string_view split_rimes = "iêc iêm iên iêng iêp iêt iêu";  // written yê- without an onset
constexpr std::string_view bare_rimes = "y yêm yên yêng yêt yêu";         // without an onset
constexpr std::string_view gi_rimes = "i in iêc iêm iên iêng iêt";        // the i of gi is their first letter
constexpr std::string_view qu_rimes =
    "ua uac uach uai uan uang uanh uao uat uau uay uăc uăm uăn uăng uăp uăt uân uâng uât uây ue uen ueo uet uep "
    "uê uên uênh uêt uêch uơ uơt ui uit uip uy uych uynh uyn uyt uyên uyêt uôc uôn";
// Loan words that break the rules and are used every day.
constexpr std::string_view loan_words = "buyt phuy voan moay boong xoong mooc sooc";

constexpr unsigned before_front = 1;  // c, g, ng do not stand before i, e, ê, y; k, gh, ngh only there
constexpr unsigned before_back = 2;
constexpr unsigned with_glide = 4;
constexpr unsigned with_y = 8;  // also takes y as the whole rime: lý, mỹ, tỷ

struct OnsetRule {
    std::string_view onset;
    unsigned takes;
};
constexpr unsigned both = before_front | before_back;
constexpr std::array<OnsetRule, 25> onset_rules{{
    {"ngh", before_front}, {"ch", both | with_glide}, {"gh", before_front}, {"kh", both | with_glide},
    {"ng", before_back | with_glide}, {"nh", both | with_glide}, {"ph", both}, {"th", both | with_glide | with_y},
    {"tr", both | with_glide}, {"b", both | with_y}, {"c", before_back}, {"d", both | with_glide},
    {"đ", both | with_glide}, {"g", before_back | with_glide}, {"h", both | with_glide | with_y},
    {"k", before_front | with_y}, {"l", both | with_glide | with_y}, {"m", both | with_y},
    {"n", both | with_glide | with_y}, {"p", both}, {"r", both | with_glide}, {"s", both | with_glide | with_y},
    {"t", both | with_glide | with_y}, {"v", both | with_y}, {"x", both | with_glide},
}};

using Key = std::uint64_t;

std::uint8_t code_of(const Letter& letter) noexcept {
    return static_cast<std::uint8_t>(((letter.base - 'a' + 1) << 3) | static_cast<int>(letter.shape));
}

Key key_of(std::span<const Letter> letters) noexcept {
    Key key = 0;
    for (const Letter& letter : letters) key = (key << 8U) | code_of(letter);
    return key;
}

Key key_of(std::string_view text) noexcept {
    Key key = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (const auto letter = letter_of(next_code_point(text, at))) key = (key << 8U) | code_of(*letter);
    }
    return key;
}

template <class Use>
void for_each_word(std::string_view list, Use use) {
    while (!list.empty()) {
        const auto end = std::min(list.find(' '), list.size());
        if (end > 0) use(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
}

/// A rime as a bit set of the onsets that take it.
enum class RimeKind : std::uint8_t { plain, glide, split, bare, gi, qu };

struct Rime {
    Key key;
    RimeKind kind;
};

/// Sorted by key; a rime may stand there twice with different kinds.
const std::vector<Rime>& rimes() {
    static const std::vector<Rime> made = [] {
        std::vector<Rime> all;
        const auto add = [&all](std::string_view list, RimeKind kind) {
            for_each_word(list, [&](std::string_view rime) { all.push_back({key_of(rime), kind}); });
        };
        add(plain_rimes, RimeKind::plain);
        add(glide_rimes, RimeKind::glide);
        add(split_rimes, RimeKind::split);
        add(bare_rimes, RimeKind::bare);
        add(gi_rimes, RimeKind::gi);
        add(qu_rimes, RimeKind::qu);
        std::sort(all.begin(), all.end(), [](const Rime& a, const Rime& b) { return a.key < b.key; });
        return all;
    }();
    return made;
}

/// Bits by RimeKind; 0 when there is no such rime.
unsigned kinds_of(Key key) noexcept {
    const auto& all = rimes();
    auto at = std::lower_bound(all.begin(), all.end(), key, [](const Rime& rime, Key wanted) { return rime.key < wanted; });
    unsigned kinds = 0;
    for (; at != all.end() && at->key == key; ++at) kinds |= 1U << static_cast<unsigned>(at->kind);
    return kinds;
}

constexpr unsigned bit(RimeKind kind) { return 1U << static_cast<unsigned>(kind); }

bool takes(unsigned rule, std::span<const Letter> rime, unsigned kinds) noexcept {
    const char first = rime.front().base;
    const bool front = first == 'i' || first == 'e' || first == 'y';
    if (rime.size() == 1 && first == 'y') return (rule & with_y) != 0;
    if ((rule & (front ? before_front : before_back)) == 0) return false;
    if ((kinds & (bit(RimeKind::plain) | bit(RimeKind::split))) != 0) return true;
    return (kinds & bit(RimeKind::glide)) != 0 && (rule & with_glide) != 0;
}

bool begins_with(std::span<const Letter> word, std::string_view onset) noexcept {
    std::size_t at = 0;
    for (std::size_t i = 0; at < onset.size(); ++i) {
        const auto letter = letter_of(next_code_point(onset, at));
        if (i >= word.size() || word[i].base != letter->base || word[i].shape != letter->shape) return false;
    }
    return true;
}

std::size_t letters_in(std::string_view onset) noexcept { return onset == "đ" ? 1 : onset.size(); }

bool is_loan(std::span<const Letter> word) noexcept {
    static const std::vector<Key> loans = [] {
        std::vector<Key> made;
        for_each_word(loan_words, [&made](std::string_view loan) { made.push_back(key_of(loan)); });
        return made;
    }();
    return std::find(loans.begin(), loans.end(), key_of(word)) != loans.end();
}

/// Where the rime of the word begins, when its onset takes it.
std::optional<std::size_t> onset_size(std::span<const Letter> word) noexcept {
    if (word.size() > 1 && word[0].base == 'q') {
        if ((kinds_of(key_of(word.subspan(1))) & bit(RimeKind::qu)) == 0) return std::nullopt;
        return word.size() > 2 ? 2U : 1U;
    }
    if (word.size() > 1 && word[0].base == 'g' && word[1].base == 'i') {
        if ((kinds_of(key_of(word.subspan(1))) & bit(RimeKind::gi)) != 0) return 1;
        if (word.size() > 2 && word[2].base != 'i' && word[2].base != 'y' &&
            (kinds_of(key_of(word.subspan(2))) & bit(RimeKind::plain)) != 0) {
            return 2;
        }
        return std::nullopt;
    }
    for (const OnsetRule& rule : onset_rules) {
        if (!begins_with(word, rule.onset)) continue;
        const auto size = letters_in(rule.onset);
        if (size == word.size()) return std::nullopt;
        const auto rime = word.subspan(size);
        if (takes(rule.takes, rime, kinds_of(key_of(rime))) || is_loan(word)) return size;
        return std::nullopt;
    }
    const unsigned kinds = kinds_of(key_of(word));
    const unsigned bare = bit(RimeKind::plain) | bit(RimeKind::glide) | bit(RimeKind::bare);
    return (kinds & bare) != 0 ? std::optional<std::size_t>(0) : std::nullopt;
}

bool is_glide_coda(std::span<const Letter> rime) noexcept {
    if (rime.size() < 2 || !is_plain(Letter{rime.back().base, rime.back().shape, Tone::none})) return false;
    const char last = rime.back().base;
    const char before = rime[rime.size() - 2].base;
    if (last == 'y') return before == 'a';  // "uy" is a glide and a vowel
    return last == 'i' || last == 'o' || last == 'u';
}

/// Slow: asked only while the table of all words is made.
std::optional<Division> divide_by_rules(std::span<const Letter> word) noexcept {
    if (word.empty() || word.size() > 7) return std::nullopt;
    const auto onset = onset_size(word);
    if (!onset) return std::nullopt;
    const auto rime = word.subspan(*onset);
    std::size_t coda = 0;
    while (coda < rime.size() && !is_vowel(rime[rime.size() - 1 - coda])) ++coda;
    const char last = word.back().base;
    const bool aspirated_stop = coda == 2 && last == 'h' && word[word.size() - 2].base == 'c';
    const bool stopped = coda == 1 ? last == 'c' || last == 'p' || last == 't' : aspirated_stop;
    if (coda == 0 && is_glide_coda(rime)) coda = 1;
    const auto narrow = [](std::size_t count) { return static_cast<std::uint8_t>(count); };
    return Division{narrow(*onset), narrow(rime.size() - coda), narrow(coda), stopped};
}

/// An open-addressed table: asked for every accented word of every message.
class DivisionTable {
  public:
    DivisionTable() : rows_(size) {
        for (const auto& word : toneless_words()) insert(key_of(word), *divide_by_rules(word));
    }
    const Division* find(Key key) const noexcept {
        for (std::size_t at = slot_of(key); rows_[at].key != 0; at = (at + 1) % size) {
            if (rows_[at].key == key) return &rows_[at].division;
        }
        return nullptr;
    }

  private:
    static constexpr std::size_t size = 8192;
    struct Row {
        Key key = 0;
        Division division;
    };

    static std::size_t slot_of(Key key) noexcept { return (key * 0x9E3779B97F4A7C15ULL) >> 51U; }
    void insert(Key key, const Division& division) {
        std::size_t at = slot_of(key);
        while (rows_[at].key != 0 && rows_[at].key != key) at = (at + 1) % size;
        rows_[at] = {key, division};
    }
    std::vector<Row> rows_;
};

}  // namespace

std::vector<std::vector<Letter>> toneless_words() {
    std::vector<std::vector<Letter>> words;
    const auto add = [&words](std::string_view onset, std::string_view rime) {
        const auto word = word_of(std::string(onset) + std::string(rime));
        if (word && divide_by_rules(word->span())) words.emplace_back(word->span().begin(), word->span().end());
    };
    for (const auto list : {plain_rimes, glide_rimes, split_rimes, bare_rimes}) {
        for_each_word(list, [&](std::string_view rime) {
            add("", rime);
            add("gi", rime);
            for (const OnsetRule& rule : onset_rules) add(rule.onset, rime);
        });
    }
    for_each_word(gi_rimes, [&](std::string_view rime) { add("g", rime); });
    for_each_word(qu_rimes, [&](std::string_view rime) { add("q", rime); });
    for_each_word(loan_words, [&](std::string_view loan) { add("", loan); });
    return words;
}

std::optional<Division> divide(std::span<const Letter> word) noexcept {
    static const DivisionTable table;
    if (word.empty() || word.size() > 7) return std::nullopt;
    const Division* found = table.find(key_of(word));
    return found != nullptr ? std::optional(*found) : std::nullopt;
}

}  // namespace motcua::intents
