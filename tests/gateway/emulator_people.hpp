// Settings of a pretended OA and Page, and a client that never connects, for the emulator's tests.
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <vector>

#include "adapters/http_client.hpp"
#include "gateway/emulator/emulator_settings.hpp"

namespace motcua::tests {

inline gateway::EmulatorSettings pretended() {
    gateway::EmulatorSettings settings;
    settings.zalo = {"360846524940903967", "388613280878808645", "oa-secret", "oa-token", ""};
    settings.messenger.page_id = "682498171943165";
    settings.messenger.page_token = "page-token";
    settings.messenger.app_id = "1517776481860111";
    settings.messenger.app_secret = "app-secret";
    settings.messenger.verify_token = "verify-token";
    settings.posters = 2;
    settings.seed = 7;
    return settings;
}

/// Answers every call with the same status and keeps what was asked.
class MutedClient final : public adapters::HttpClient {
  public:
    tl::expected<adapters::HttpResponse, adapters::HttpError> send(const adapters::HttpRequest& request) override {
        const std::lock_guard lock(mutex_);
        asked_.push_back(request);
        return adapters::HttpResponse{200, {}, ""};
    }
    std::vector<adapters::HttpRequest> asked() const {
        const std::lock_guard lock(mutex_);
        return asked_;
    }

  private:
    mutable std::mutex mutex_;
    std::vector<adapters::HttpRequest> asked_;
};

}  // namespace motcua::tests
