// What the guard refuses is answered, and not one byte of it is kept: not in a file, a log line or a metric.
#include <catch2/catch.hpp>

#include <mutex>

#include "tests/end_to_end/file_search.hpp"
#include "tests/end_to_end/http_bytes.hpp"
#include "tests/end_to_end/running_gateway.hpp"
#include "tests/end_to_end/send_apis.hpp"

using namespace motcua;

namespace {

struct Row {
    const char* why;
    const char* text;  // empty: a file of that name is sent
    const char* file;
    const char* reply;  // what the citizen is told
};

const std::vector<Row>& refused_messages() {
    static const std::vector<Row> rows{
        {"a draft is handed over", "Em gửi anh dự thảo công văn số 12/UBND-VP về kế hoạch CANARY-7f3a ạ", "",
         "không nhận"},
        {"the same without accents", "em gui anh du thao cong van ve ke hoach CANARY-7f3a a", "", "không nhận"},
        {"a secrecy mark above a text", "TỐI MẬT\nKế hoạch diễn tập CANARY-7f3a của tỉnh", "", "bí mật nhà nước"},
        {"a secrecy mark that is spoken of", "văn bản này đóng dấu tối mật, nội dung CANARY-7f3a", "", "bí mật nhà nước"},
        {"a file whose name tells", "", "du-thao-CANARY-7f3a.docx", "không nhận"},
        {"a harmless file, refused unseen", "", "anh CANARY-7f3a.pdf", "không nhận"},
    };
    return rows;
}

gateway::SignedEvent event_of(const Row& row, const tests::Citizen& citizen, const std::string& id) {
    return row.text[0] != '\0' ? tests::text_of(citizen, row.text, id) : tests::file_of(citizen, row.file, id);
}

/// Keeps the answers of the Send API back until it is told to give them.
class HeldBack {
  public:
    explicit HeldBack(tests::SendApis& platforms) : platforms_(platforms) {
        platforms_.answer_with([this](const auto& reply, const auto& respond) {
            const std::lock_guard lock(mutex_);
            // A call may be counted by wait_for() before it gets here: after give() nothing is held any more.
            if (given_) return tests::SendApis::accepted(reply, respond);
            held_.emplace_back(reply, respond);
        });
    }
    void give() {
        platforms_.accept_all();
        const std::lock_guard lock(mutex_);
        given_ = true;
        for (const auto& [reply, respond] : held_) tests::SendApis::accepted(reply, respond);
        held_.clear();
    }

  private:
    tests::SendApis& platforms_;
    std::mutex mutex_;
    bool given_ = false;
    std::vector<std::pair<tests::SentReply, gateway::Respond>> held_;
};

/// Each row by a citizen of its own, whose id ends in the row's number.
void post_all(const tests::RunningGateway& gateway, const tests::Citizen& citizen) {
    const auto& rows = refused_messages();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        INFO(rows[i].why);
        const tests::Citizen one{citizen.channel, citizen.id + std::to_string(i)};
        REQUIRE(gateway.post(one, event_of(rows[i], one, "refused-" + std::to_string(i))).status == 200);
    }
}

void check_replies(const tests::SendApis::Replies& replies, const tests::Citizen& citizen) {
    REQUIRE(replies.size() == refused_messages().size());
    for (const auto& reply : replies) {
        const auto& row = refused_messages().at(std::stoul(reply.user.substr(citizen.id.size())));
        INFO(row.why);
        CHECK(reply.text.find(row.reply) != std::string::npos);
        CHECK_FALSE(tests::holds_any_case(reply.text, "CANARY"));
    }
}

void check_that_nothing_is_kept(const tests::RunningGateway& gateway) {
    CHECK(tests::files_that_hold(gateway.data(), "CANARY").empty());
    CHECK(tests::files_that_hold(gateway.data(), "7f3a").empty());
    CHECK_FALSE(tests::holds_any_case(gateway.told(), "CANARY"));
}

}  // namespace

SCENARIO("nothing of a refused message is kept anywhere", "[end_to_end][canary]") {
    const auto citizen = GENERATE(from_range(tests::one_on_each_channel()));
    GIVEN("a gateway whose replies wait, on " << intents::name_of(citizen.channel)) {
        tests::SendApis platforms;
        HeldBack held(platforms);
        tests::RunningGateway gateway(platforms.port());
        gateway.start();
        WHEN("citizens send internal documents, secrecy marks and files") {
            post_all(gateway, citizen);
            // Four threads send, and each waits for its answer.
            REQUIRE(platforms.wait_for(4).size() == 4);
            THEN("the files hold who waits for a reply, and nothing of what was sent") {
                // The search looks where it must: it finds the citizens.
                REQUIRE_FALSE(tests::files_that_hold(gateway.data(), citizen.id).empty());
                check_that_nothing_is_kept(gateway);
                CHECK_FALSE(tests::holds_any_case(gateway.ops("/metrics"), "CANARY"));
            }
            THEN("each is told why, and nothing is kept afterwards") {
                held.give();
                check_replies(platforms.wait_for(refused_messages().size()), citizen);
                REQUIRE(gateway.is_idle_within(std::chrono::seconds(10)));
                CHECK_FALSE(tests::holds_any_case(gateway.ops("/metrics"), "CANARY"));
                check_that_nothing_is_kept(gateway);
                REQUIRE(gateway.stop().exit_code == 0);
                check_that_nothing_is_kept(gateway);
            }
            THEN("nothing is kept when the process is killed meanwhile") {
                gateway.kill("");
                CHECK(gateway.wait_for_end(std::chrono::seconds(10)).signal == 9);
                check_that_nothing_is_kept(gateway);
            }
            held.give();
        }
    }
}

TEST_CASE("nothing of echoes, unknown events and broken bodies is kept", "[end_to_end][canary]") {
    const auto citizen = GENERATE(from_range(tests::one_on_each_channel()));
    tests::SendApis platforms;
    tests::RunningGateway gateway(platforms.port());
    gateway.start();
    CHECK(gateway.post(citizen, tests::echo_of(citizen, "cán bộ viết CANARY-7f3a", "CANARY-echo")).status == 200);
    const std::string on_zalo = R"({"app_id":")" + tests::zalo_account().app_id +
                                R"(","timestamp":"1760000000000","event_name":"x","message":{"text":"CANARY-7f3a"}})";
    const std::string on_messenger = R"({"object":"CANARY-7f3a","entry":[{"CANARY-7f3a":1}]})";
    const std::string& unknown = citizen.is_on_zalo() ? on_zalo : on_messenger;
    CHECK(gateway.post(citizen, tests::signed_body(citizen, unknown, "1760000000000")).status == 200);
    auto forged = tests::text_of(citizen, "CANARY-7f3a", "CANARY-forged");
    forged.body += " ";
    CHECK(gateway.post(citizen, forged).status == 401);
    const std::string odd = "GET /CANARY-7f3a?CANARY-7f3a HTTP/1.1\r\nHost: CANARY-7f3a\r\n\r\n";
    CHECK(tests::call(gateway.webhook_port(), odd).status == 404);
    REQUIRE(gateway.post(citizen, tests::text_of(citizen, "xin chào", "real")).status == 200);
    REQUIRE(platforms.wait_for(1).size() == 1);
    CHECK_FALSE(tests::holds_any_case(gateway.ops("/metrics"), "CANARY"));
    REQUIRE(gateway.stop().exit_code == 0);
    check_that_nothing_is_kept(gateway);
}
