// Sealing, and what a key file must be.
#include <catch2/catch.hpp>

#include <set>

#include "tests/adapters/token_fakes.hpp"

using namespace motcua;
using namespace motcua::tests;
using adapters::SecretBox;
namespace fs = std::filesystem;

TEST_CASE("what was sealed opens under the same key only, and whole only", "[tokens]") {
    TempFolder folder;
    const SecretBox box = box_from(key_file(folder));
    const SecretBox other = box_from(key_file(folder, 'b', "other"));
    const auto text =
        GENERATE(as<std::string>{}, "", "a", std::string("\0\n\xff", 3), std::string(5000, 'x'));
    const std::string sealed = box.seal(text);
    CHECK(box.open(sealed) == text);
    CHECK(box.seal(text) != sealed);
    CHECK_FALSE(other.open(sealed));
    CHECK_FALSE(box.open(sealed.substr(0, sealed.size() - 4)));
    std::string changed = sealed;
    changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
    CHECK_FALSE(box.open(changed));
    CHECK_FALSE(box.open("not sealed at all!"));
    CHECK_FALSE(box.open(""));
}

TEST_CASE("a key file must hold a key and be its owner's alone", "[tokens]") {
    struct Row {
        const char* why;
        std::string bytes;
        unsigned mode;
        const char* told;  // nullptr: it is fine
    };
    const std::string digits(64, 'c');
    const auto row = GENERATE_COPY(values<Row>({
        {"as openssl rand -hex 32 writes it", digits + "\n", 0600, nullptr},
        {"read only, without a line end", digits, 0400, nullptr},
        {"with the line end of Windows", digits + "\r\n", 0600, nullptr},
        {"the group may read it", digits, 0640, "chmod 600"},
        {"all may read it", digits, 0604, "chmod 600"},
        {"the group may write it", digits, 0620, "chmod 600"},
        {"it may be run", digits, 0700, "chmod 600"},
        {"too short", digits.substr(2), 0600, "64 hexadecimal digits"},
        {"too long", digits + "cc", 0600, "64 hexadecimal digits"},
        {"no digits", std::string(64, 'g'), 0600, "64 hexadecimal digits"},
        {"empty", "", 0600, "64 hexadecimal digits"},
    }));
    INFO(row.why);
    TempFolder folder;
    folder.write("key", row.bytes);
    fs::permissions(folder / "key", static_cast<fs::perms>(row.mode));
    const auto box = SecretBox::from_file(folder / "key");
    CHECK(bool(box) == (row.told == nullptr));
    if (!box && row.told != nullptr) {
        CHECK_THAT(box.error(), Catch::Contains(row.told) && Catch::Contains((folder / "key").string()));
        CHECK_THAT(box.error(), !Catch::Contains("cccc"));
    }
}

TEST_CASE("a key that is no file is told", "[tokens]") {
    TempFolder folder;
    CHECK_THAT(SecretBox::from_file(folder / "none").error(), Catch::Contains("cannot be read"));
    CHECK_FALSE(SecretBox::from_file(folder.path()));
}

TEST_CASE("random texts are of the right length and never the same", "[tokens]") {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) seen.insert(adapters::random_text(32));
    CHECK(seen.size() == 1000);
    for (const std::string& text : seen) {
        CHECK(text.size() == 43);
        CHECK(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
              std::string::npos);
    }
}
