// The ranker: features of a question against an entry, the order they give, the weights as text.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/knowledge-base/ranking_town.hpp"

using namespace motcua;
using namespace motcua::tests;
using kb::Feature;
using kb::RankerWeights;

TEST_CASE("the right procedure comes first in a base of look-alikes", "[ranking]") {
    struct Row {
        const char* why;
        const char* typed;
        const char* first;
    };
    const auto row = GENERATE(values<Row>({
        {"accents", "đăng ký khai sinh", birth},
        {"no accents", "dang ky khai sinh", birth},
        {"the people's words", "làm giấy khai sinh cho cháu", birth},
        {"the accent decides: tax", "đăng ký thuế", tax},
        {"the accent decides: to rent", "đăng ký thuê", rent},
        {"the neighbours decide without accents", "dang ky thue nha", rent},
        {"foreigners are asked for", "khai sinh có yếu tố nước ngoài", foreign_birth},
        {"foreigners are not asked for", "khai sinh", birth},
        {"the action decides: again", "làm lại giấy phép lái xe", licence_again},
        {"the action decides: exchange", "đổi giấy phép lái xe", licence_exchange},
        {"an alias", "mất bằng lái", licence_again},
        {"the code wins over the words", "khai sinh 1.000006", licence_exchange},
    }));
    INFO(row.why << ": " << row.typed);
    CHECK(ranked_codes(town_catalog(), row.typed).front() == row.first);
}

TEST_CASE("a typed accent that contradicts costs, one that was not typed does not", "[ranking]") {
    const auto catalog = town_catalog();
    const auto share = [&catalog](const char* typed, const char* code) {
        return measured(catalog, typed, code, Feature::word_share);
    };
    CHECK(share("thuế", tax) > share("thuế", rent));
    CHECK(share("thuê", rent) > share("thuê", tax));
    CHECK(share("thue", tax) == Approx(share("thue", rent)));
    CHECK(share("thuế", tax) == Approx(share("thue", tax)));
    const auto conflict = [&catalog](const char* typed, const char* code) {
        return measured(catalog, typed, code, Feature::accent_conflict);
    };
    CHECK(conflict("đăng ký thuế", tax) == 0);
    CHECK(conflict("đăng ký thuê", tax) > 0);
    CHECK(conflict("đăng ký thụ", tax) == 0);             // another word altogether
    CHECK(conflict("đăng ký thuê đăng ký thuế", tax) == 0);  // the right one is there too
    CHECK(conflict("đăng ký thuê đăng ký thuế", rent) == 0);
}

TEST_CASE("each feature measures what its name says", "[ranking]") {
    const auto catalog = town_catalog();
    const auto take = [&catalog](const char* typed, const char* code, Feature feature) {
        return measured(catalog, typed, code, feature);
    };
    CHECK(take("làm lại giấy phép", licence_again, Feature::action_agrees) == 1);
    CHECK(take("làm lại giấy phép", licence_exchange, Feature::action_conflicts) == 1);
    CHECK(take("giấy phép", licence_exchange, Feature::action_conflicts) == 0);
    CHECK(take("khai sinh", foreign_birth, Feature::foreign_unasked) == 1);
    CHECK(take("khai sinh nước ngoài", foreign_birth, Feature::foreign_unasked) == 0);
    CHECK(take("khai sinh nước ngoài", foreign_birth, Feature::foreign_agrees) == 1);
    CHECK(take("x", birth, Feature::commune) == 1);
    CHECK(take("x", birth, Feature::province) == 0);
    CHECK(take("x", birth, Feature::everyday) > take("x", tax, Feature::everyday));
    CHECK(take("1.000001", birth, Feature::code) == 1);
    CHECK(take("1.000001", tax, Feature::code) == 0);
    CHECK(take("khai sinh em bé", birth, Feature::phrase_cover) > take("khai sinh", tax, Feature::phrase_cover));
    CHECK(take("khai sinh em bé", birth, Feature::phrase_pairs) == Approx(1));
    CHECK(take("bé em sinh khai", birth, Feature::pair_share) < take("khai sinh em bé", birth, Feature::pair_share));
    CHECK(take("", birth, Feature::word_share) == 0);
    CHECK(take("khai sinh", foreign_birth, Feature::name_extra) > take("khai sinh", birth, Feature::name_extra));
}

TEST_CASE("a phrase that is left out does not count", "[ranking]") {
    const auto catalog = town_catalog();
    const kb::Ranker ranker(catalog, {});
    const auto at = *catalog.position(birth);
    const auto& phrases = catalog.entries()[at].phrases;
    std::size_t alias = 0;
    while (phrases[alias].source != kb::PhraseSource::alias) ++alias;
    const auto query = asked(catalog, "cho cháu");  // words of that phrase only
    const auto with = ranker.features_of(query, at, 0);
    const auto without = ranker.features_of(query, at, 0, alias);
    const auto value = [](const kb::Features& features, Feature feature) {
        return features[static_cast<std::size_t>(feature)];
    };
    CHECK(value(with, Feature::word_share) > 0);
    CHECK(value(without, Feature::word_share) == 0);
    CHECK(value(with, Feature::pair_share) > 0);
    CHECK(value(without, Feature::pair_share) == 0);
    CHECK(value(without, Feature::phrase_mass) < value(with, Feature::phrase_mass));
    // What other phrases say too is still known.
    CHECK(value(ranker.features_of(asked(catalog, "khai sinh"), at, 0, alias), Feature::word_share) > 0);
}

TEST_CASE("a ranking is ordered, its shares sum to one, and unknown hits drop out", "[ranking]") {
    const auto catalog = town_catalog();
    const kb::Ranker ranker(catalog, RankerWeights::built_in());
    auto hits = all_of(catalog);
    hits.push_back({"9.999999", 5});
    const auto ranked = ranker.rank(asked(catalog, "đăng ký khai sinh"), hits);
    REQUIRE(ranked.size() == catalog.entries().size());
    float sum = 0;
    for (std::size_t i = 0; i < ranked.size(); ++i) {
        sum += ranked[i].probability;
        CHECK(ranked[i].score == Approx(ranker.weights().score(ranked[i].features)));
        if (i > 0) CHECK(ranked[i - 1].score >= ranked[i].score);
    }
    CHECK(sum == Approx(1));
    CHECK(ranker.rank(asked(catalog, "khai sinh"), {}).empty());
}

TEST_CASE("what shares its object or field with what was spoken of moves up", "[ranking]") {
    const auto catalog = town_catalog();
    const kb::Ranker ranker(catalog, RankerWeights::built_in());
    const auto rows = ranker.rank(asked(catalog, "đi ra"), all_of(catalog));
    const auto gained = [&](const kb::Nearness& nearness, const char* code) {
        auto moved = rows;
        ranker.stay_near(moved, *catalog.find(tests::birth), nearness);
        CHECK(std::is_sorted(moved.begin(), moved.end(), [](const auto& a, const auto& b) { return a.score > b.score; }));
        const auto score_in = [&](const std::vector<kb::Ranked>& ranked) {
            const auto at = *catalog.position(code);
            return std::find_if(ranked.begin(), ranked.end(), [at](const auto& row) { return row.entry == at; })->score;
        };
        return score_in(moved) - score_in(rows);
    };
    CHECK(gained({0, 3}, tests::birth) == Approx(3));
    CHECK(gained({0, 3}, tests::foreign_birth) == Approx(3));  // "khai sinh" is all that the birth is about
    CHECK(gained({0, 3}, tests::licence_again) == Approx(0).margin(1e-4));
    CHECK(gained({2, 0}, tests::licence_again) == Approx(2));  // the town's procedures are of one field
    CHECK(gained({2, 3}, tests::foreign_birth) == Approx(5));
}

TEST_CASE("weights come back from their text", "[ranking]") {
    RankerWeights weights;
    for (std::size_t i = 0; i < kb::feature_count; ++i) weights[static_cast<Feature>(i)] = 0.25F * static_cast<float>(i) - 2;
    const auto read = RankerWeights::from_text(weights.to_text());
    for (std::size_t i = 0; i < kb::feature_count; ++i) {
        INFO(kb::name_of(static_cast<Feature>(i)));
        CHECK(read[static_cast<Feature>(i)] == Approx(weights[static_cast<Feature>(i)]).margin(1e-4));
    }
    CHECK(RankerWeights::from_text("")[Feature::body] == 0);
    CHECK(RankerWeights::built_in()[Feature::code] > 0);
}

TEST_CASE("a line of weights that is wrong is named by its number", "[ranking]") {
    for (const char* line : {"horoscope 1", "body", "body ", "body x", "body 1.5x", "body 1e99", "body nan", " body 1"}) {
        INFO(line);
        CHECK_THROWS_WITH(RankerWeights::from_text("# first\nbody 1\n" + std::string(line) + "\n"),
                          Catch::Contains("line 3"));
        CHECK_THROWS_AS(RankerWeights::from_text(line), std::invalid_argument);
    }
}
