// The fixed replies are short, in composed form, free of personal data, and link to official hosts only.
#include <unicode/unistr.h>
#include <unicode/unorm2.h>

#include "intents/policy/letters.hpp"
#include "knowledge-base/notices.hpp"
#include "tests/intents/policy_case.hpp"

namespace motcua::tests {
namespace {

using intents::Notice;

const std::vector<Notice>& all_notices() {
    static const std::vector<Notice> notices{Notice::secret_stop,       Notice::internal_doc_channel,
                                             Notice::no_attachment,     Notice::no_attachment_type_number,
                                             Notice::no_id_photo,       Notice::no_location,
                                             Notice::no_link,
                                             Notice::malware_file,      Notice::rights_access,
                                             Notice::rights_delete,     Notice::rights_withdraw,
                                             Notice::fakenews_channels, Notice::scam_channels};
    return notices;
}

std::size_t code_points(std::string_view text) {
    std::size_t count = 0;
    while (!text.empty()) {
        const auto code_point = intents::policy::first_code_point(text);
        REQUIRE(code_point.well_formed);
        text.remove_prefix(code_point.bytes);
        ++count;
    }
    return count;
}

std::vector<std::string> hosts_of(const std::string& text) {
    std::vector<std::string> hosts;
    std::string host;
    for (const char byte : text + " ") {
        const bool part =
            (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '.' || byte == '-';
        if (part) {
            host.push_back(byte);
            continue;
        }
        while (!host.empty() && host.back() == '.') host.pop_back();
        while (!host.empty() && host.front() == '.') host.erase(0, 1);
        const auto dot = host.find('.');
        if (dot != std::string::npos && host.find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos)
            hosts.push_back(host);
        host.clear();
    }
    return hosts;
}

TEST_CASE("every notice has its reply of at most 640 characters", "[policy]") {
    for (const auto notice : all_notices()) {
        INFO(name_of(notice));
        const auto text = kb::notice_text(notice);
        CHECK(code_points(text) >= 40);
        CHECK(code_points(text) <= 640);
    }
    CHECK(kb::notice_text(Notice::none).empty());
}

TEST_CASE("the replies are composed text", "[policy]") {
    UErrorCode status = U_ZERO_ERROR;
    const auto* nfc = unorm2_getNFCInstance(&status);
    for (const auto notice : all_notices()) {
        const auto text = icu::UnicodeString::fromUTF8(kb::notice_text(notice));
        INFO(name_of(notice));
        CHECK(unorm2_isNormalized(nfc, text.getBuffer(), text.length(), &status));
    }
    CHECK(U_SUCCESS(status));
}

TEST_CASE("the replies link to official hosts only", "[policy]") {
    const std::vector<std::string> allowed{"dichvucong.gov.vn", "tingia.gov.vn", "vbpl.vn",
                                           "vanban.chinhphu.vn", "gov.vn"};
    std::size_t links = 0;
    for (const auto notice : all_notices()) {
        for (const auto& host : hosts_of(kb::notice_text(notice))) {
            INFO(name_of(notice) << ": " << host);
            CHECK(std::find(allowed.begin(), allowed.end(), host) != allowed.end());
            ++links;
        }
    }
    CHECK(links > 0);
}

TEST_CASE("the replies hold no personal data and would themselves be admitted unmasked", "[policy]") {
    for (const auto notice : all_notices()) {
        const auto text = kb::notice_text(notice);
        for (const char* asked : {"gửi cho chúng tôi số", "cho biết số căn cước", "nhập mật khẩu"})
            CHECK(text.find(asked) == std::string::npos);
        CHECK(text.find('@') == std::string::npos);
    }
}

}  // namespace
}  // namespace motcua::tests
