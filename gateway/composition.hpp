// The composition root: the only file pair that names concrete adapters and wires them together.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include "adapters/http_client.hpp"
#include "gateway/config/config.hpp"

namespace motcua::gateway {

/// A whole gateway in one object. start() opens the webhook and the ops listener; stop() drains them.
class Gateway {
  public:
    /// Opens data folder, knowledge and queue, builds the channels that are configured. Throws std::runtime_error or
    /// std::invalid_argument with what to mend. `client` carries the Send API calls and must outlive the gateway.
    Gateway(const Config& config, adapters::HttpClient& client);
    ~Gateway();
    Gateway& operator=(Gateway&&) = delete;  // neither copied nor moved

    void start();
    /// Accepts no more webhooks, answers what is in flight, sends what is due; within about 10 s.
    void stop();

    /// True while new tokens may be on their way, which nobody can ask for twice; outlives the gateway.
    std::shared_ptr<const std::atomic<bool>> renewing_tokens() const;

    std::uint16_t webhook_port() const noexcept;
    std::uint16_t ops_port() const noexcept;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// Where each channel's webhook is.
inline constexpr const char* zalo_webhook_path = "/webhook/zalo";
inline constexpr const char* messenger_webhook_path = "/webhook/messenger";
inline constexpr const char* web_webhook_path = "/webhook/web";

}  // namespace motcua::gateway
