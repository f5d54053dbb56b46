// Sure, unsure or lost: zones, options, twins, and the model as text.
#include <catch2/catch.hpp>

#include "tests/knowledge-base/ranking_town.hpp"

using namespace motcua;
using namespace motcua::tests;
using kb::ConfidenceModel;
using kb::Zone;

namespace {

std::vector<kb::Ranked> ranked_town(const kb::Catalog& catalog, const std::string& text) {
    return kb::Ranker(catalog, kb::RankerWeights::built_in()).rank(asked(catalog, text), all_of(catalog));
}

kb::Judgement judged(const std::string& text, const ConfidenceModel& model) {
    const auto catalog = town_catalog();
    return kb::judge(catalog, asked(catalog, text), ranked_town(catalog, text), model);
}

}  // namespace

TEST_CASE("the zone follows from the confidence and the model's limits", "[ranking]") {
    struct Row {
        float bias;
        float known;
        float confidence;
        Zone zone;
    };
    const auto row = GENERATE(values<Row>({{0.0F, 9.0F, 0.5F, Zone::answer}, {2.0F, 9.0F, 0.8808F, Zone::answer},
                                           {-0.1F, 9.0F, 0.475F, Zone::ask}, {-9.0F, -1.3F, 0.0001F, Zone::ask},
                                           {-9.0F, -1.5F, 0.0001F, Zone::lost}, {2.0F, -1.5F, 0.8808F, Zone::lost}}));
    ConfidenceModel model;
    model.right.bias = row.bias;
    model.known.bias = row.known;
    const auto judgement = judged("khai sinh", model);
    CHECK(judgement.confidence == Approx(row.confidence).margin(1e-3));
    CHECK(judgement.zone == row.zone);
}

TEST_CASE("no candidate is lost, whatever the model", "[ranking]") {
    ConfidenceModel model;
    model.right.bias = 100;
    model.known.bias = 100;
    const auto judgement = kb::judge(town_catalog(), {}, {}, model);
    CHECK(judgement.zone == Zone::lost);
    CHECK(judgement.confidence == 0);
    CHECK(judgement.options.empty());
}

TEST_CASE("a code that is named leaves nothing to guess, two codes do", "[ranking]") {
    ConfidenceModel model;
    model.known.bias = -9;
    CHECK(judged("1.000002", model).zone == Zone::answer);
    CHECK(judged("1.999999", model).zone == Zone::lost);
    CHECK(judged("1.000002 1.000003", model).zone == Zone::lost);
}

TEST_CASE("what speaks for the first raises the confidence", "[ranking]") {
    const auto& model = ConfidenceModel::built_in();
    CHECK(judged("đăng ký khai sinh", model).confidence > judged("đăng ký", model).confidence);
    CHECK(judged("đăng ký khai sinh", model).confidence > judged("khai zzzz qqqq", model).confidence);
}

TEST_CASE("options are distinct, close and few, the best first", "[ranking]") {
    const auto judgement = judged("đăng ký", {});
    REQUIRE(judgement.options.size() >= 2);
    CHECK(judgement.options.size() <= 4);
    CHECK(judgement.options.front() == 0);
    CHECK(std::is_sorted(judgement.options.begin(), judgement.options.end()));
}

TEST_CASE("one service at several levels is offered once and does not rival itself", "[ranking]") {
    const std::string name = "Cấp hộ chiếu phổ thông ở trong nước thực hiện tại cấp ";
    const kb::Catalog catalog({titled("1.000001", name + "trung ương", "Cấp bộ"), titled("1.000002", name + "tỉnh", "Cấp tỉnh"),
                               titled("1.000003", "Cấp hộ chiếu công vụ"),
                               titled("1.000004", name + "tỉnh cho người nước ngoài", "Cấp tỉnh"),
                               titled("1.000005", "Đăng ký khai sinh")},
                              {});
    const auto& entries = catalog.entries();
    CHECK(kb::twins(entries[0], entries[1]));
    CHECK(kb::twins(entries[1], entries[0]));
    CHECK_FALSE(kb::twins(entries[0], entries[2]));
    CHECK_FALSE(kb::twins(entries[1], entries[3]));
    const auto query = asked(catalog, "hộ chiếu phổ thông");
    const auto ranked = kb::Ranker(catalog, kb::RankerWeights::built_in()).rank(query, all_of(catalog));
    REQUIRE(ranked[0].entry + ranked[1].entry == 1);
    const auto judgement = kb::judge(catalog, query, ranked, {});
    CHECK(std::find(judgement.options.begin(), judgement.options.end(), 1U) == judgement.options.end());
    // The share of the twin counts for the first.
    CHECK(kb::confidence_inputs(catalog, query, ranked)[0] >= ranked[0].probability + ranked[1].probability - 1e-5F);
}

TEST_CASE("the model comes back from its text", "[ranking]") {
    ConfidenceModel model;
    for (std::size_t i = 0; i < kb::input_count; ++i) {
        model.right.weights[i] = 0.5F * static_cast<float>(i) - 3;
        model.known.weights[i] = 2 - 0.25F * static_cast<float>(i);
    }
    model.right.bias = -1.5F;
    model.known.bias = 0.75F;
    model.answer_from = 0.61F;
    model.known_from = 0.17F;
    const auto read = ConfidenceModel::from_text(model.to_text());
    CHECK(read.right.weights == model.right.weights);
    CHECK(read.known.weights == model.known.weights);
    CHECK(read.right.bias == model.right.bias);
    CHECK(read.known.bias == model.known.bias);
    CHECK(read.answer_from == Approx(0.61F));
    CHECK(read.known_from == Approx(0.17F));
}

TEST_CASE("a line of the model that is wrong is named by its number", "[ranking]") {
    for (const char* line : {"right horoscope 1", "horoscope margin 1", "right margin", "right margin x", "right margin 1x", "right margin inf",
                             "zone known_to 1", "margin 1"}) {
        INFO(line);
        CHECK_THROWS_WITH(ConfidenceModel::from_text("right bias 1\n" + std::string(line)), Catch::Contains("line 2"));
        CHECK_THROWS_AS(ConfidenceModel::from_text(line), std::invalid_argument);
    }
}

TEST_CASE("the built-in zones are in order", "[ranking]") {
    const auto& model = ConfidenceModel::built_in();
    CHECK(model.known_from > 0);
    CHECK(model.known_from < 1);
    CHECK(model.answer_from > 0);
    CHECK(model.answer_from < 1);
}
