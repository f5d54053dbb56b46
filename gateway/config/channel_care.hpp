// Settings of the platforms' own side: what a Page shows, what the gateway looks after, what Zalo's console asks for.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace motcua::gateway {

class TableReader;

struct ProfileLink {
    std::string title;
    std::string url;
};

/// What `motcua channel setup` gives every Page. A text or list that is empty leaves the Page's own as it is.
struct ProfileTexts {
    std::string greeting = "Trợ lý tự động hướng dẫn thủ tục hành chính. Anh/chị gõ việc cần làm, có dấu hay không dấu đều "
                           "được. Xin đừng gửi giấy tờ tùy thân.";
    /// Asked as if typed when they are pressed.
    std::vector<std::string> ice_breakers{"Đăng ký khai sinh cần giấy tờ gì?", "Làm lại bằng lái xe bị mất thế nào?",
                                          "Đăng ký tạm trú ở đâu?", "Làm căn cước hết bao nhiêu tiền?"};
    std::vector<std::string> menu{"Đăng ký khai sinh", "Cấp lại bằng lái xe", "Đăng ký thường trú", "Tôi muốn gặp cán bộ"};
    std::vector<ProfileLink> links{{"Cổng Dịch vụ công quốc gia", "https://dichvucong.gov.vn/"}};  // behind the menu
    std::vector<std::string> domains;  // whitelisted, beside those that are
};

struct ChannelCare {
    std::chrono::seconds check{600};  // between looks at the subscriptions; with jitter
    bool resubscribe = true;          // when a subscription is gone
    std::string public_url;           // where the platforms reach the webhooks, e.g. https://chat.example.vn; for hints only
    std::string zalo_verifier;        // of the domain: the code in /zalo_verifierCODE.html; empty: no such page
    ProfileTexts profile;
};

/// [channels]
void read_channel_care(TableReader& root, ChannelCare& care);
/// [messenger.profile]
void read_profile(TableReader& messenger, ProfileTexts& profile);

}  // namespace motcua::gateway
