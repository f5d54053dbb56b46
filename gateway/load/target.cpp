// A fixed address, or the port in a file.
#include "gateway/load/target.hpp"

#include <condition_variable>
#include <fstream>
#include <sstream>
#include <utility>

#include "adapters/wire_json.hpp"
#include "gateway/composition.hpp"

namespace motcua::gateway {
namespace {

bool is_url(const std::string& where) { return where.rfind("http://", 0) == 0 || where.rfind("https://", 0) == 0; }

std::string without_last_slash(std::string url) {
    while (!url.empty() && url.back() == '/') url.pop_back();
    return url;
}

std::string origin_in(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::ostringstream text;
    text << in.rdbuf();
    const auto ports = adapters::read_wire_json(text.str());
    const std::string port = ports ? (*ports)["webhook"].id() : std::string();
    return port.empty() ? port : "http://127.0.0.1:" + port;
}

}  // namespace

Target::Target(std::string where) : where_(without_last_slash(std::move(where))), is_url_(is_url(where_)) {}

std::string Target::origin() const {
    if (is_url_) return where_;
    std::error_code error;
    const auto written = std::filesystem::last_write_time(where_, error);
    const std::lock_guard lock(mutex_);
    if (!error && written != read_at_) {
        origin_ = origin_in(where_);
        read_at_ = written;
    }
    return origin_;
}

std::string Target::webhook(intents::ChannelKind channel) const {
    const std::string base = origin();
    return base.empty() ? std::string{} : base + (channel == intents::ChannelKind::zalo ? zalo_webhook_path : messenger_webhook_path);
}

bool Target::answers_within(adapters::HttpClient& client, std::chrono::seconds limit) const {
    const auto end = std::chrono::steady_clock::now() + limit;
    std::mutex mutex;
    std::condition_variable never;
    while (true) {
        adapters::HttpRequest request{.method = "GET", .url = origin() + "/", .timeout = std::chrono::seconds(2)};
        if (request.url.size() > 1 && client.send(request)) return true;
        if (std::chrono::steady_clock::now() >= end) return false;
        std::unique_lock lock(mutex);
        never.wait_for(lock, std::chrono::milliseconds(100));  // between two looks
    }
}

}  // namespace motcua::gateway
