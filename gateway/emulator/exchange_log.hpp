// The last exchanges, with every secret painted over.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

#include "gateway/emulator/exchange.hpp"

namespace motcua::gateway {

/// Safe to call from several threads at once.
class ExchangeLog {
  public:
    /// `secrets` never appear in a line: each occurrence becomes "•••". A body is kept up to 16 KiB.
    ExchangeLog(std::size_t most, std::vector<std::string> secrets);

    void add(Exchange exchange);
    /// The oldest `limit` lines after that number.
    std::vector<Exchange> after(std::uint64_t number, std::size_t limit) const;
    std::vector<Exchange> all() const;

  private:
    std::string shown(std::string text) const;

    const std::size_t most_;
    std::vector<std::string> secrets_;
    mutable std::mutex mutex_;
    std::deque<Exchange> lines_;
    std::uint64_t last_ = 0;
};

}  // namespace motcua::gateway
