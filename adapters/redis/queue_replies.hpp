// Events, parts and letters out of the scripts' replies.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/event_inbox.hpp"
#include "adapters/redis/reply.hpp"

namespace motcua::adapters {

/// A hash as HGETALL gives it; what is missing reads as empty or 0. `reply` must outlive it.
class RedisFields {
  public:
    explicit RedisFields(const RedisReply& reply) : reply_(reply) {}

    const std::string& text(std::string_view name) const;
    std::int64_t number(std::string_view name) const;

  private:
    const RedisReply& value_of(std::string_view name) const;

    const RedisReply& reply_;
};

/// Of the reply of `take_event`; what may be joined is joined.
TakenEvent taken_event_from(const RedisReply& reply, const std::string& loan);
TakenPart taken_part_from(const RedisReply& reply, const std::string& loan);
std::vector<DeadLetter> dead_letters_from(const RedisReply& reply);

}  // namespace motcua::adapters
