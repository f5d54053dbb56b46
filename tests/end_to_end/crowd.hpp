// Citizens who write without pause: signed messages of several kinds, each acknowledgement remembered.
#pragma once

#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "gateway/emulator/signed_event.hpp"
#include "tests/end_to_end/events.hpp"

namespace motcua::tests {

/// A kind of message; each has a reply of its own, whatever was said before.
struct Question {
    const char* text;  // empty: a file is sent
    const char* file;
};
const std::vector<Question>& questions();
/// For gateways that a crowd writes to: one of its questions wishes for a person, and who waits for one gets no answers.
inline constexpr const char* nobody_reads_along = "[conversation]\nhuman_wait = 0\n";
gateway::SignedEvent event_of(const Question& question, const Citizen& citizen, const std::string& message_id);

struct WrittenMessage {
    std::string id;  // "kill-<number>"
    std::size_t question = 0;
};

/// One after the other: the next message is written when the one before was acknowledged.
struct Writer {
    Citizen citizen;
    std::vector<WrittenMessage> written;
    std::size_t acknowledged = 0;  // all but perhaps the last of `written`
    std::mt19937 random;

    /// The message that is not acknowledged yet, a platform delivers it again; else a new one of another kind.
    const WrittenMessage& next();
};

class Crowd {
  public:
    /// Half of the citizens are on Zalo, half on Messenger. The same seed writes the same messages.
    Crowd(std::size_t citizens, std::uint32_t seed);

    /// Several threads post at once, each for its own citizens and on one connection, until that breaks or each thread
    /// has posted `most`. `acknowledged` is called for each 200, from any of them.
    void write(std::uint16_t port, std::size_t most, const std::function<void()>& acknowledged);

    const std::vector<Writer>& writers() const noexcept { return writers_; }
    std::size_t acknowledged() const;

  private:
    std::vector<Writer> writers_;
};

}  // namespace motcua::tests
