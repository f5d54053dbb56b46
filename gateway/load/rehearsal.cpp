// Cold asking finds the replies, warm asking those that depend on nothing.
#include "gateway/load/rehearsal.hpp"

#include <algorithm>
#include <map>
#include <random>

namespace motcua::gateway {
namespace {

using ChannelKinds = std::vector<intents::ChannelKind>;

constexpr std::size_t warm_citizens = 16;  // a channel
constexpr std::chrono::milliseconds silence{3000};

std::string cold_user(intents::ChannelKind channel, std::size_t question) {
    return (channel == intents::ChannelKind::zalo ? "81" : "82") + std::to_string(100'000'000 + question);
}
std::string warm_user(intents::ChannelKind channel, std::size_t citizen) {
    return (channel == intents::ChannelKind::zalo ? "83" : "84") + std::to_string(100'000'000 + citizen);
}

void ask(Emulator& emulator, intents::ChannelKind channel, const std::string& user, const std::string& text) {
    CitizenAct act;
    act.from = {channel, user};
    act.text = text;
    emulator.act(act, {});
}

/// Waits until `count` were heard, then until nothing more comes.
void listen(Ear& ear, std::size_t count) {
    ear.wait_for(count, std::chrono::seconds(30));
    while (ear.wait_for(ear.count() + 1, silence)) {
    }
}

std::size_t& reply_of(KnownQuestion& question, intents::ChannelKind channel) {
    return channel == intents::ChannelKind::zalo ? question.reply_on_zalo : question.reply_on_messenger;
}

std::vector<KnownQuestion> ask_cold(Emulator& emulator, Ear& ear, const std::vector<std::string>& questions,
                                    const ChannelKinds& channels) {
    for (std::size_t i = 0; i < questions.size(); ++i) {
        for (const auto channel : channels) ask(emulator, channel, cold_user(channel, i), questions[i]);
    }
    listen(ear, questions.size() * channels.size());
    std::map<std::pair<intents::ChannelKind, std::size_t>, int> owners;
    std::vector<KnownQuestion> found;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        KnownQuestion question{questions[i]};
        bool has_one_each = true;
        for (const auto channel : channels) {
            const auto heard = ear.heard_by(cold_user(channel, i));
            for (const Heard& each : heard) ++owners[{channel, each.text}];
            has_one_each &= heard.size() == 1;
            if (!heard.empty()) reply_of(question, channel) = heard.front().text;
        }
        if (has_one_each) found.push_back(std::move(question));
    }
    std::erase_if(found, [&](const KnownQuestion& question) {
        return std::any_of(channels.begin(), channels.end(),
                           [&](auto channel) { return owners[{channel, question.reply_on(channel)}] != 1; });
    });
    return found;
}

void ask_warm(Emulator& emulator, Ear& ear, std::vector<KnownQuestion>& known, const ChannelKinds& channels, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::vector<std::string> users;
    for (std::size_t citizen = 0; citizen < warm_citizens; ++citizen) {
        std::vector<KnownQuestion> order = known;
        std::shuffle(order.begin(), order.end(), random);
        for (const auto channel : channels) {
            for (const KnownQuestion& question : order) ask(emulator, channel, warm_user(channel, citizen), question.text);
        }
    }
    listen(ear, known.size() * channels.size() * warm_citizens);
    std::erase_if(known, [&](const KnownQuestion& question) {
        for (const auto channel : channels) {
            for (std::size_t citizen = 0; citizen < warm_citizens; ++citizen) {
                const auto heard = ear.heard_by(warm_user(channel, citizen));
                const auto times = std::count_if(heard.begin(), heard.end(), [&](const Heard& each) {
                    return each.text == question.reply_on(channel);
                });
                if (times != 1) return true;
            }
        }
        return false;
    });
}

}  // namespace

std::vector<KnownQuestion> rehearse(Emulator& emulator, Ear& ear, const std::vector<std::string>& questions,
                                    const ChannelKinds& channels, std::uint64_t seed) {
    emulator.rest_from_faults(true);
    auto known = ask_cold(emulator, ear, questions, channels);
    ear.forget();
    ask_warm(emulator, ear, known, channels, seed);
    ear.forget();
    emulator.rest_from_faults(false);
    return known;
}

}  // namespace motcua::gateway
