// Writes buttons as lines "1. …".
#include "adapters/numbered_choices.hpp"

#include "adapters/text_splitter.hpp"

namespace motcua::adapters {

std::vector<kb::Button> usable_buttons(const std::vector<kb::Button>& buttons) {
    constexpr std::size_t longest_payload = 1000;
    std::vector<kb::Button> usable;
    for (const kb::Button& button : buttons) {
        std::string title = sendable(button.title);
        if (title.empty() || button.payload.empty() || button.payload.size() > longest_payload) continue;
        usable.push_back({std::move(title), button.payload});
    }
    return usable;
}

std::string with_numbered_choices(std::string_view text, const std::vector<kb::Button>& buttons) {
    std::string listed(text);
    if (!listed.empty() && !buttons.empty()) listed += "\n\n";
    for (std::size_t i = 0; i < buttons.size(); ++i) {
        if (i > 0) listed += '\n';
        listed += std::to_string(i + 1) + ". " + buttons[i].title;
    }
    return listed;
}

}  // namespace motcua::adapters
