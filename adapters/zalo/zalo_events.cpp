// The table of Zalo's event names.
#include "adapters/zalo/zalo_events.hpp"

#include <algorithm>
#include <array>

namespace motcua::adapters {
namespace {

constexpr auto message = EventKind::message;
constexpr auto echo = EventKind::echo;
constexpr auto ignored = EventKind::ignored;
constexpr auto lifecycle = EventKind::lifecycle;
constexpr auto recipient = AccountPlace::recipient;
constexpr auto sender = AccountPlace::sender;
constexpr auto either = AccountPlace::either;
constexpr auto flat = AccountPlace::flat;

constexpr std::array rows{
    ZaloEventRow{"user_send_text", message, recipient, ""},
    ZaloEventRow{"user_send_image", message, recipient, ""},
    ZaloEventRow{"user_send_gif", message, recipient, ""},
    ZaloEventRow{"user_send_link", message, recipient, ""},
    ZaloEventRow{"user_send_audio", message, recipient, ""},
    ZaloEventRow{"user_send_video", message, recipient, ""},
    ZaloEventRow{"user_send_sticker", message, recipient, ""},
    ZaloEventRow{"user_send_location", message, recipient, ""},
    ZaloEventRow{"user_send_business_card", message, recipient, ""},
    ZaloEventRow{"user_send_file", message, recipient, ""},
    ZaloEventRow{"anonymous_send_text", message, recipient, ""},
    ZaloEventRow{"anonymous_send_image", message, recipient, ""},
    ZaloEventRow{"anonymous_send_file", message, recipient, ""},
    ZaloEventRow{"anonymous_send_sticker", message, recipient, ""},
    ZaloEventRow{"oa_send_text", echo, sender, ""},
    ZaloEventRow{"oa_send_image", echo, sender, ""},
    ZaloEventRow{"oa_send_gif", echo, sender, ""},
    ZaloEventRow{"oa_send_list", echo, sender, ""},
    ZaloEventRow{"oa_send_file", echo, sender, ""},
    ZaloEventRow{"oa_send_sticker", echo, sender, ""},
    ZaloEventRow{"oa_send_template", echo, sender, ""},
    ZaloEventRow{"oa_send_anonymous_text", echo, sender, ""},
    ZaloEventRow{"oa_send_anonymous_image", echo, sender, ""},
    ZaloEventRow{"oa_send_anonymous_file", echo, sender, ""},
    ZaloEventRow{"oa_send_anonymous_sticker", echo, sender, ""},
    ZaloEventRow{"user_received_message", EventKind::receipt, either, ""},
    ZaloEventRow{"user_seen_message", EventKind::receipt, either, ""},
    ZaloEventRow{"user_reacted_message", EventKind::reaction, recipient, ""},
    ZaloEventRow{"oa_reacted_message", EventKind::reaction, sender, ""},
    ZaloEventRow{"follow", lifecycle, flat, "follow"},
    ZaloEventRow{"unfollow", lifecycle, flat, "unfollow"},
    ZaloEventRow{"user_click_chatnow", lifecycle, flat, "chat_opened"},
    ZaloEventRow{"widget_interaction_accepted", lifecycle, flat, "widget"},
    ZaloEventRow{"user_withdraw", EventKind::data_rights, flat, "withdraw"},
    ZaloEventRow{"permission_revoked", EventKind::alarm, flat, "revoked"},
    // Holds a name, phone and address that we never asked for: not read at all.
    ZaloEventRow{"user_submit_info", ignored, recipient, ""},
    ZaloEventRow{"update_user_info", ignored, flat, ""},
    ZaloEventRow{"user_click_button", ignored, flat, ""},
    ZaloEventRow{"user_click_link", ignored, flat, ""},
    ZaloEventRow{"user_clicked_button", ignored, flat, ""},
    ZaloEventRow{"user_click_chabot_menu", ignored, flat, ""},
    ZaloEventRow{"user_click_response_button", ignored, flat, ""},
    ZaloEventRow{"user_feedback", ignored, flat, ""},
    ZaloEventRow{"add_user_to_tag", ignored, flat, ""},
    ZaloEventRow{"remove_user_from_tag", ignored, flat, ""},
    ZaloEventRow{"remove_tag", ignored, flat, ""},
    ZaloEventRow{"widget_failed_to_sync_user_external_id", ignored, flat, ""},
    ZaloEventRow{"user_call_oa", ignored, flat, ""},
    ZaloEventRow{"oa_call_user", ignored, flat, ""},
    ZaloEventRow{"oa_send_consent", ignored, flat, ""},
    ZaloEventRow{"user_reply_consent", ignored, flat, ""},
    ZaloEventRow{"shop_has_order", ignored, flat, ""},
    ZaloEventRow{"user_asking_product", ignored, flat, ""},
    ZaloEventRow{"extension_purchased", ignored, flat, ""},
    ZaloEventRow{"change_template_status", ignored, flat, ""},
    ZaloEventRow{"change_template_quality", ignored, flat, ""},
    ZaloEventRow{"change_template_quota", ignored, flat, ""},
    ZaloEventRow{"change_oa_daily_quota", ignored, flat, ""},
    ZaloEventRow{"change_oa_template_tags", ignored, flat, ""},
    ZaloEventRow{"event_journey_time_out", ignored, flat, ""},
    ZaloEventRow{"event_journey_acknowledged", ignored, flat, ""},
};

}  // namespace

ZaloEventRow zalo_event(std::string_view name) noexcept {
    const auto row =
        std::find_if(rows.begin(), rows.end(), [name](const auto& each) { return each.name == name; });
    if (row != rows.end()) return *row;
    const bool of_a_group = name.find("group") != std::string_view::npos;
    return {name, of_a_group ? ignored : EventKind::unknown, flat, ""};
}

}  // namespace motcua::adapters
