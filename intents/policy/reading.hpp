// Everything that the rules look at, read from a message's text once.
#pragma once

#include <string_view>
#include <vector>

#include "intents/policy/cue_book.hpp"
#include "intents/policy/document_marks.hpp"
#include "intents/policy/document_numbers.hpp"
#include "intents/policy/file_names.hpp"
#include "intents/policy/guarded_text.hpp"
#include "intents/policy/link_hosts.hpp"

namespace motcua::intents::policy {

struct Reading {
    GuardedText text;
    Cues cues;
    std::vector<DocumentNumber> numbers;
    LinkHosts hosts;
    Layout layout;
    bool secrecy_stamp = false;
    FileNature typed_name = FileNature::plain;
};

inline Reading read_message(std::string_view utf8) {
    auto text = GuardedText::read(utf8);
    auto cues = CueBook::standard().find(text);
    auto numbers = document_numbers(text);
    const auto layout = layout_of(text, cues, numbers);
    const bool stamp = has_secrecy_stamp(text);
    const auto hosts = link_hosts_in(text);
    const auto typed_name = nature_of_names_in(text.bytes());
    return {std::move(text), std::move(cues), std::move(numbers), hosts, layout, stamp, typed_name};
}

}  // namespace motcua::intents::policy
