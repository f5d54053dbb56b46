// Keeps exchanges for people to look at; secrets do not get in.
#include "gateway/emulator/exchange_log.hpp"

#include <algorithm>
#include <utility>

#include "adapters/incoming_event.hpp"

namespace motcua::gateway {
namespace {

constexpr std::size_t most_bytes = 16 * 1024;
constexpr std::string_view painted = "•••";

}  // namespace

ExchangeLog::ExchangeLog(std::size_t most, std::vector<std::string> secrets)
    : most_(std::max<std::size_t>(most, 1)), secrets_(std::move(secrets)) {
    secrets_.erase(std::remove(secrets_.begin(), secrets_.end(), std::string()), secrets_.end());
    // A secret that contains another one goes first, else its rest would stay.
    std::sort(secrets_.begin(), secrets_.end(),
              [](const auto& one, const auto& other) { return one.size() > other.size(); });
}

std::string ExchangeLog::shown(std::string text) const {
    for (const std::string& secret : secrets_) {
        for (auto at = text.find(secret); at != std::string::npos; at = text.find(secret, at + painted.size())) {
            text.replace(at, secret.size(), painted);
        }
    }
    const bool cut = text.size() > most_bytes;
    text = adapters::cut_bytes(std::move(text), most_bytes);
    return cut ? text + "…" : text;
}

void ExchangeLog::add(Exchange exchange) {
    exchange.request = shown(std::move(exchange.request));
    exchange.response = shown(std::move(exchange.response));
    exchange.what = shown(std::move(exchange.what));
    exchange.problem = shown(std::move(exchange.problem));
    const std::lock_guard lock(mutex_);
    exchange.number = ++last_;
    lines_.push_back(std::move(exchange));
    if (lines_.size() > most_) lines_.pop_front();
}

std::vector<Exchange> ExchangeLog::after(std::uint64_t number, std::size_t limit) const {
    const std::lock_guard lock(mutex_);
    std::vector<Exchange> later;
    for (const Exchange& line : lines_) {
        if (later.size() == limit) break;
        if (line.number > number) later.push_back(line);
    }
    return later;
}

std::vector<Exchange> ExchangeLog::all() const {
    const std::lock_guard lock(mutex_);
    return {lines_.begin(), lines_.end()};
}

}  // namespace motcua::gateway
