// Bodies and headers of failures in the platforms' shapes.
#include "gateway/emulator/fault_answers.hpp"

#include <nlohmann/json.hpp>

namespace motcua::gateway {
namespace {

using Json = nlohmann::ordered_json;

Response zalo_limit(std::chrono::seconds pause) {
    const Json body = {{"error", -32}, {"message", "Your application reached limit call api"}};
    Response answer{429, body.dump(), "application/json"};
    answer.headers = {{"Retry-After", std::to_string(pause.count())},
                      {"X-RateLimit-Limit", "4000"},
                      {"X-RateLimit-Remain", "0"}};
    return answer;
}

Response graph_error(Stage& stage, int status, int code, const char* message) {
    const Json body = {{"error",
                        {{"message", message},
                         {"type", "OAuthException"},
                         {"code", code},
                         {"fbtrace_id", stage.ids().trace()}}}};
    return {status, body.dump(), "application/json; charset=UTF-8"};
}

Response messenger_limit(Stage& stage, std::chrono::seconds pause) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(pause).count();
    const int used = minutes > 0 ? 100 : 99;  // the headers count in minutes: a shorter pause stands in Retry-After only
    const Json usage = {{stage.settings().messenger.page_id,
                         Json::array({{{"type", "messenger"},
                                       {"call_count", used},
                                       {"total_cputime", 20},
                                       {"total_time", 20},
                                       {"estimated_time_to_regain_access", minutes}}})}};
    Response answer = graph_error(stage, 429, 613, "(#613) Calls to this api have exceeded the rate limit.");
    answer.headers = {{"Retry-After", std::to_string(pause.count())}, {"x-business-use-case-usage", usage.dump()}};
    return answer;
}

}  // namespace

Response rate_limited_answer(Stage& stage, intents::ChannelKind channel) {
    const auto pause = stage.settings().faults.sends.rate_limit_pause;
    return channel == intents::ChannelKind::zalo ? zalo_limit(pause) : messenger_limit(stage, pause);
}

Response expired_answer(Stage& stage, intents::ChannelKind channel) {
    if (channel == intents::ChannelKind::zalo) {
        return {200, Json{{"error", -220}, {"message", "access_token is expired or removed"}}.dump(), "application/json"};
    }
    return graph_error(stage, 400, 190, "Error validating access token: Session has expired");
}

Response error_page_answer() {
    return {502,
            "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n"
            "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n",
            "text/html"};
}

Response reset_answer() {
    Response none;
    none.hang_up = true;
    return none;
}

}  // namespace motcua::gateway
