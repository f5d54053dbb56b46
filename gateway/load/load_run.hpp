// Drives a gateway: citizens who ask at a given pace, until all was answered or nothing comes any more.
#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "gateway/emulator/emulator.hpp"
#include "gateway/load/ear.hpp"
#include "gateway/load/load_report.hpp"

namespace motcua::gateway {

struct LoadSettings {
    double rate = 100;         // events a second
    std::size_t users = 100;   // half on each channel that is played
    std::size_t count = 1000;  // events
    std::uint64_t seed = 1;    // of who asks what, in which order
    std::chrono::seconds patience{120};  // without any news, then what is unanswered is lost
    std::vector<std::string> questions;
    std::vector<intents::ChannelKind> channels;
};

/// `ear` must be told by the emulator of what was sent. Writes a line of progress each second. Throws
/// std::runtime_error when not two of the questions can be told apart by their replies.
LoadReport run_load(Emulator& emulator, Ear& ear, const LoadSettings& settings, std::ostream& progress);

}  // namespace motcua::gateway
