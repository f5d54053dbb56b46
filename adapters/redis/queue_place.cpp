// Tokens, keys and errors.
#include "adapters/redis/queue_place.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <random>

#include "adapters/signature.hpp"

namespace motcua::adapters {
namespace {

constexpr std::size_t most_uncertain = 1000;  // beyond it the lease must do
constexpr std::size_t some_uncertain = 50;    // in one call
constexpr std::size_t place_digits = 32;

std::string random_digits() {
    std::random_device source;
    return std::to_string(source()) + "." + std::to_string(source());
}

std::string host_name() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "gateway";
}

RedisQueueSettings completed(RedisQueueSettings settings) {
    if (settings.node.empty()) settings.node = host_name();
    settings.partitions = std::clamp(settings.partitions, 1, 1024);
    return settings;
}

std::int64_t milliseconds_in(std::chrono::milliseconds time) noexcept { return time.count(); }

}  // namespace

void UncertainLoans::add(const std::string& token) {
    const std::lock_guard lock(mutex_);
    if (tokens_.size() < most_uncertain) tokens_.push_back(token);
}

std::vector<std::string> UncertainLoans::some() const {
    const std::lock_guard lock(mutex_);
    return {tokens_.begin(), tokens_.begin() + static_cast<std::ptrdiff_t>(std::min(tokens_.size(), some_uncertain))};
}

void UncertainLoans::settled(const std::vector<std::string>& tokens) {
    const std::lock_guard lock(mutex_);
    for (const std::string& token : tokens) std::erase(tokens_, token);
}

RedisQueuePlace::RedisQueuePlace(std::shared_ptr<RedisPool> chosen_pool, RedisQueueSettings chosen)
    : pool(std::move(chosen_pool)),
      settings(completed(std::move(chosen))),
      wake(*pool, "{" + settings.name + "}:wake"),
      writer(*pool, settings.rules.waiting_bound),
      nonce_(random_digits()) {}

RedisScriptCall RedisQueuePlace::call(const RedisScript& script) const {
    RedisScriptCall made{&script, {"{" + settings.name + "}:"}, {}};
    return made.with(settings.own_clock ? milliseconds_of(settings.rules.now()) : 0);
}

void RedisQueuePlace::add_rules(RedisScriptCall& call) const {
    const QueueSettings& rules = settings.rules;
    call.with(milliseconds_in(rules.people.silence)).with(milliseconds_in(rules.people.wait)).with(milliseconds_in(rules.seen_for));
}

std::string RedisQueuePlace::new_token() { return nonce_ + "." + std::to_string(++tokens_); }

std::string conversation_key(const intents::Envelope& envelope) {
    return hex_of(sha256_of({conversation_of(envelope)})).substr(0, place_digits);
}

std::string redis_account(intents::ChannelKind channel, std::string_view account) {
    return std::string(intents::name_of(channel)) + ":" + std::string(account);
}

QueueError queue_error_of(const RedisError& error) {
    switch (error.fault) {
        case RedisFault::timed_out: return {QueueFault::timed_out, error.detail};
        case RedisFault::out_of_memory: return {QueueFault::overloaded, error.detail};
        case RedisFault::bad_data: return {QueueFault::bad_data, error.detail};
        default: return {QueueFault::unavailable, error.detail};
    }
}

tl::unexpected<QueueError> no_such_loan() {
    return tl::unexpected(QueueError{QueueFault::unavailable, "the loan has ended"});
}

}  // namespace motcua::adapters
