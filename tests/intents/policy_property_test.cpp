// What holds for every message: nothing of a refused one is kept, nothing masked is left, no text is slow.
#include <time.h>

#include <random>
#include <type_traits>

#include "intents/policy/guarded_text.hpp"
#include "tests/intents/policy_case.hpp"

namespace motcua::tests {
namespace {

/// What this thread has computed, whoever else is busy.
double seconds_of_this_thread() {
    timespec spent{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return static_cast<double>(spent.tv_sec) + static_cast<double>(spent.tv_nsec) / 1e9;
}

/// The best of three.
double seconds_to_admit(const std::string& text) {
    double best = 1e9;
    for (int round = 0; round < 3; ++round) {
        const double begin = seconds_of_this_thread();
        (void)intents::admit(written(text));
        best = std::min(best, seconds_of_this_thread() - begin);
    }
    return best;
}

std::string digits_only(std::string_view text) {
    std::string digits;
    for (const char byte : text) {
        if (byte >= '0' && byte <= '9') digits.push_back(byte);
    }
    return digits;
}

bool is_well_formed(std::string_view text) {
    while (!text.empty()) {
        const auto code_point = intents::policy::first_code_point(text);
        if (!code_point.well_formed) return false;
        text.remove_prefix(code_point.bytes);
    }
    return true;
}

TEST_CASE("a refusal has no room for a text", "[policy]") {
    const auto secret = std::string("TỐI MẬT\nkế hoạch canary-7f3a");
    const auto verdict =
        intents::admit(with_file(intents::AttachmentKind::file, "canary-file-91.docx", secret));
    REQUIRE_FALSE(verdict);
    CHECK(verdict.error().rule == "R1");
    CHECK(verdict.error().rule.find("canary") == std::string::npos);
    static_assert(!std::is_default_constructible_v<intents::AdmittedMessage>);
}

TEST_CASE("only the guard's rules name a refusal", "[policy]") {
    for (const char* text : {"TỐI MẬT\nabc", "Em gửi anh dự thảo công văn ạ", "anh vào https://qlvb.x.gov.vn",
                             "xem lịch công tác nội bộ, cho xin"}) {
        const auto verdict = intents::admit(written(text));
        if (verdict) continue;
        INFO(text);
        CHECK(verdict.error().rule.size() <= 3);
        CHECK(verdict.error().rule.front() == 'R');
    }
}

TEST_CASE("no digit of what was masked is left, wherever it stands", "[policy]") {
    std::mt19937 random(20261122);
    const auto digit = [&random](int low) {
        return static_cast<char>('0' + low + static_cast<int>(random() % static_cast<unsigned>(10 - low)));
    };
    const char* frames[] = {"cccd %s bị sai", "%s là số của tôi",       "Tôi tên Hoa, số: %s.",
                            "(%s)",           "làm căn cước %s\nở đâu", "sđt %s nhé ạ"};
    const char* separators[] = {"", " ", ".", "-"};
    for (int round = 0; round < 3000; ++round) {
        const bool phone = random() % 2 == 0;
        std::string number =
            phone ? std::string("09")
                  : "0" + std::string(1, digit(0)) + digit(1) + static_cast<char>('0' + random() % 4);
        while (number.size() < (phone ? 10U : 12U)) number.push_back(digit(0));
        const std::string separator = separators[random() % 4];
        const std::size_t first = phone ? 4 : 3;
        const auto typed = number.substr(0, first) + separator + number.substr(first, 3) + separator +
                           number.substr(first + 3, 3) + (phone ? "" : separator) + number.substr(first + 6);
        std::string text = frames[random() % 6];
        text.replace(text.find("%s"), 2, typed);
        const auto verdict = intents::admit(written(text));
        INFO(text);
        REQUIRE(verdict);
        CHECK(digits_only(verdict->text()).empty());
        CHECK(verdict->action() == intents::PolicyAction::redact);
    }
}

TEST_CASE("structured numbers of every kind are masked, whatever their digits", "[policy]") {
    std::mt19937 random(11);
    const auto digits = [&random](int count) {
        std::string text;
        for (int index = 0; index < count; ++index) text.push_back(static_cast<char>('0' + random() % 10));
        return text;
    };
    int masked = 0;
    int all = 0;
    const auto see = [&](const std::string& before, const std::string& number, const std::string& after) {
        const auto verdict = intents::admit(written(before + number + after));
        ++all;
        if (verdict && verdict->text().find(number) == std::string::npos) {
            ++masked;
        } else {
            UNSCOPED_INFO("left: " << before << number << after);
        }
    };
    for (int round = 0; round < 300; ++round) {
        see("mã số thuế ", digits(10), " bị khóa");
        see("mst ", digits(10) + "-" + digits(3), "");
        see("số bhxh ", digits(10), " của tôi");
        see("cmnd ", digits(9), " hết hạn");
        see("stk ", digits(6 + static_cast<int>(random() % 10)), " nhận tiền");
        see("thẻ bhyt GD4", digits(12), "");
        see("hộ chiếu C", digits(7), " mất");
        see("xe 30A-", digits(5), " sang tên");
        see("gplx ", digits(12), " đổi");
        see("mã otp ", digits(6), " đúng chưa");
        see("hồ sơ H38.12-", digits(6) + "-" + digits(4), " xong chưa");
        see("số lạ ", "1" + digits(10), " là gì");
    }
    CHECK(masked * 100 >= all * 99);
}

TEST_CASE("masking twice changes nothing more", "[policy]") {
    for (const char* text : {"cccd 001099012345 sđt 0987654321", "mst 0100109106-001", "mật khẩu: Hoa@1234",
                             "xe 51F-123.45", "a@b.com"}) {
        const auto once = intents::admit(written(text));
        REQUIRE(once);
        const auto twice = intents::admit(written(once->text()));
        REQUIRE(twice);
        CHECK(twice->text() == once->text());
        CHECK(twice->action() == intents::PolicyAction::allow);
    }
}

TEST_CASE("the same message always gets the same verdict", "[policy]") {
    const auto message = written("cccd 001099012345 đổi ở đâu");
    const auto first = intents::admit(message);
    REQUIRE(first);
    for (int round = 0; round < 3; ++round) CHECK(intents::admit(message)->text() == first->text());
}

TEST_CASE("an admitted text is well-formed and at most 4,000 code points", "[policy]") {
    std::mt19937 random(7);
    for (int round = 0; round < 400; ++round) {
        std::string bytes;
        const auto size = random() % 3000;
        for (std::size_t at = 0; at < size; ++at) bytes.push_back(static_cast<char>(random() & 0xFFU));
        const auto verdict = intents::admit(written(bytes));
        if (verdict) CHECK(is_well_formed(verdict->text()));
    }
    const auto verdict = intents::admit(written(std::string(50'000, 'a')));
    REQUIRE(verdict);
    CHECK(verdict->text().size() == 4000);
}

TEST_CASE("of ligatures no more is kept than was read", "[policy]") {
    std::string ligatures;
    for (int i = 0; i < 4000; ++i) ligatures += "\uFDFA";  // reads as 18 letters and blanks
    const auto verdict = intents::admit(written(ligatures + " 001099012345"));
    REQUIRE(verdict);
    CHECK(verdict->text().size() == 3 * (8000 / 18 + 1));
}

TEST_CASE("no text makes the guard slow", "[policy]") {
    const auto repeated = [](std::string_view piece, std::size_t bytes) {
        std::string text;
        while (text.size() < bytes) text += piece;
        return text;
    };
    const std::vector<std::pair<const char*, std::string>> texts{
        {"200,000 marks", "e" + repeated("\u0301\u0323", 400'000)},
        {"digits", repeated("0", 400'000)},
        {"spaced digits", repeated("0 ", 400'000)},
        {"dotted letters", repeated("d.", 400'000)},
        {"one phrase", repeated("gửi ", 400'000)},
        {"at signs", repeated("a@", 400'000)},
        {"dots", repeated("1.", 400'000)},
        {"slashes", repeated("1/", 400'000)},
        {"lines", repeated("MẬT\n", 400'000)},
        {"compatibility letters", repeated("\uFDFA", 400'000)},
        {"blank numbers", repeated("Số: .......... /", 400'000)},
        {"plates", repeated("29A ", 400'000)},
        {"file names", repeated("a.pdf ", 400'000)},
    };
    // Against a message of citizens' own words that is as long as one may be: the same on a slow machine and in a
    // sanitizer's build.
    const double ordinary = seconds_to_admit(repeated("Cho em hỏi làm lại giấy khai sinh cho con ở xã thì cần gì ạ? ", 30'000));
    for (const auto& [why, text] : texts) {
        const double spent = seconds_to_admit(text);
        INFO(why << " took " << spent << " s, an ordinary text " << ordinary << " s");
        CHECK(spent < 10 * ordinary);
    }
}

TEST_CASE("a button's payload is kept only when it is printable and short", "[policy]") {
    auto message = written("");
    message.payload = "#m:1.001193:fee";
    CHECK(intents::admit(message)->payload() == "#m:1.001193:fee");
    message.payload = "cccd 001099012345";
    CHECK(intents::admit(message)->payload() == "cccd [CCCD]");
    message.payload = std::string(500, 'x');
    CHECK(intents::admit(message)->payload().empty());
    message.payload = "#m:\n";
    CHECK(intents::admit(message)->payload().empty());
}

TEST_CASE("an admitted message comes back from the inbox as it went in", "[policy]") {
    const auto restored = intents::AdmittedMessage::restored("a", "#m:b", intents::PolicyLabel::scam_report,
                                                             intents::PolicyAction::redact,
                                                             intents::Notice::scam_channels, "R11");
    CHECK(restored.text() == "a");
    CHECK(restored.payload() == "#m:b");
    CHECK(restored.label() == intents::PolicyLabel::scam_report);
    CHECK(restored.action() == intents::PolicyAction::redact);
    CHECK(restored.notice() == intents::Notice::scam_channels);
    CHECK(restored.rule() == "R11");
}

TEST_CASE("every notice has a name of its own and is found by it", "[policy]") {
    using intents::Notice;
    for (const auto notice : {Notice::secret_stop, Notice::internal_doc_channel, Notice::no_attachment,
                              Notice::no_attachment_type_number, Notice::no_id_photo, Notice::no_location,
                              Notice::no_link,
                              Notice::malware_file, Notice::rights_access, Notice::rights_delete,
                              Notice::rights_withdraw, Notice::fakenews_channels, Notice::scam_channels}) {
        CHECK(name_of(notice) != "none");
        CHECK(intents::notice_from(name_of(notice)) == notice);
    }
    CHECK(intents::notice_from("no such notice") == Notice::none);
}

}  // namespace
}  // namespace motcua::tests
