// What the emulator keeps is bounded, and its log holds no secret.
#include <catch2/catch.hpp>
#include <future>

#include "gateway/emulator/chat_book.hpp"
#include "gateway/emulator/event_poster.hpp"
#include "gateway/emulator/exchange_log.hpp"
#include "tests/gateway/emulator_people.hpp"

using namespace motcua;
using namespace std::chrono_literals;
using gateway::ChatBook;
using gateway::ChatKey;
using gateway::ChatMessage;
using intents::ChannelKind;

namespace {

ChatKey person(const std::string& id) { return {ChannelKind::zalo, id}; }

ChatMessage says(const std::string& text) {
    ChatMessage message;
    message.text = text;
    return message;
}

/// What when_after() told, once it has.
std::future<ChatBook::Messages> news(ChatBook& book, const ChatKey& key, std::uint64_t after,
                                     std::chrono::milliseconds patience) {
    auto told = std::make_shared<std::promise<ChatBook::Messages>>();
    auto result = told->get_future();
    book.when_after(key, after, patience,
                    [told](ChatBook::Messages messages) { told->set_value(std::move(messages)); });
    return result;
}

}  // namespace

TEST_CASE("a chat numbers its messages and forgets the oldest", "[emulator]") {
    ChatBook book(10, 3);
    for (int i = 1; i <= 5; ++i) CHECK(book.add(person("1"), says(std::to_string(i))) == static_cast<std::uint64_t>(i));
    const auto kept = book.after(person("1"), 0);
    REQUIRE(kept.size() == 3);
    CHECK(kept.front().text == "3");
    CHECK(book.after(person("1"), 4).size() == 1);
    CHECK(book.after(person("2"), 0).empty());
    book.set_delivery(person("1"), 4, 401);
    CHECK(book.after(person("1"), 3).front().delivery == 401);
}

TEST_CASE("the chat that was silent longest is forgotten first", "[emulator]") {
    ChatBook book(2, 10);
    book.touch(person("1"), 1ms);
    book.touch(person("2"), 2ms);
    book.touch(person("1"), 3ms);
    book.touch(person("3"), 4ms);
    CHECK(book.last_act(person("1")) == 3ms);
    CHECK_FALSE(book.last_act(person("2")));
    CHECK(book.last_act(person("3")) == 4ms);
    CHECK_FALSE(book.last_act(person("4")));
}

TEST_CASE("who waits for a chat is told once: of news, of the end of the patience, of the end", "[emulator]") {
    ChatBook book(10, 10);
    auto of_one = news(book, person("1"), 0, 60s);
    auto of_other = news(book, person("2"), 0, 60s);
    book.add(person("1"), says("a"));
    CHECK(of_one.get().at(0).text == "a");
    CHECK(news(book, person("1"), 0, 60s).get().size() == 1);
    CHECK(news(book, person("1"), 1, 1ms).get().empty());
    CHECK(news(book, person("1"), 1, 0ms).get().empty());
    CHECK(of_other.wait_for(0s) == std::future_status::timeout);
    book.close();
    CHECK(of_other.get().empty());
    CHECK(news(book, person("2"), 0, 60s).get().empty());
}

TEST_CASE("the log keeps the last exchanges and paints over every secret", "[emulator]") {
    gateway::ExchangeLog log(3, {"token", "token-long", ""});
    for (int i = 1; i <= 5; ++i) {
        gateway::Exchange exchange;
        exchange.request = "a token-long b token c";
        exchange.response = std::to_string(i);
        exchange.signature = "mac=ab";
        log.add(exchange);
    }
    const auto all = log.all();
    REQUIRE(all.size() == 3);
    CHECK(all.front().number == 3);
    CHECK(all.front().request == "a ••• b ••• c");
    CHECK(all.front().signature == "mac=ab");
    CHECK(log.after(3, 1).at(0).response == "4");
    CHECK(log.after(5, 9).empty());

    gateway::Exchange large;
    large.response = std::string(100'000, 'x');
    log.add(large);
    CHECK(log.all().back().response.size() < 17'000);
}

TEST_CASE("a poster that was stopped gives back what it can no longer post", "[emulator]") {
    tests::MutedClient client;
    gateway::EventPoster poster(client, 2);
    std::promise<int> first;
    poster.post("1", {}, [&](const gateway::PostResult& result) { first.set_value(result.status); });
    CHECK(first.get_future().get() == 200);
    poster.stop();
    std::string problem;
    poster.post("1", {}, [&](const gateway::PostResult& result) { problem = result.problem; });
    CHECK(problem == "stopped");
    CHECK(client.asked().size() == 1);
}
