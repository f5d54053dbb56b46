// The table of Zalo's event names.
#include "adapters/zalo/zalo_events.hpp"

#include <algorithm>
#include <array>

namespace motcua::adapters {
namespace {

constexpr auto message = EventKind::message;
constexpr auto echo = EventKind::echo;
constexpr auto account = EventKind::account;
constexpr auto lifecycle = EventKind::lifecycle;
constexpr auto recipient = AccountPlace::recipient;
constexpr auto sender = AccountPlace::sender;
constexpr auto either = AccountPlace::either;
constexpr auto flat = AccountPlace::flat;

constexpr std::array zalo_event_rows{
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
    ZaloEventRow{"user_submit_info", EventKind::profile, recipient, ""},
    ZaloEventRow{"update_user_info", EventKind::profile, flat, ""},
    ZaloEventRow{"user_click_button", EventKind::click, flat, ""},
    ZaloEventRow{"user_click_link", EventKind::click, flat, ""},
    ZaloEventRow{"user_clicked_button", EventKind::click, flat, ""},
    ZaloEventRow{"user_click_chabot_menu", EventKind::click, flat, ""},
    ZaloEventRow{"user_click_response_button", EventKind::click, flat, ""},
    ZaloEventRow{"user_feedback", EventKind::feedback, flat, ""},
    ZaloEventRow{"add_user_to_tag", EventKind::tag, flat, ""},
    ZaloEventRow{"remove_user_from_tag", EventKind::tag, flat, ""},
    ZaloEventRow{"remove_tag", EventKind::tag, flat, ""},
    ZaloEventRow{"widget_failed_to_sync_user_external_id", account, flat, ""},
    ZaloEventRow{"user_call_oa", EventKind::call, flat, ""},
    ZaloEventRow{"oa_call_user", EventKind::call, flat, ""},
    ZaloEventRow{"oa_send_consent", EventKind::call, flat, ""},
    ZaloEventRow{"user_reply_consent", EventKind::call, flat, ""},
    ZaloEventRow{"shop_has_order", EventKind::commerce, flat, ""},
    ZaloEventRow{"user_asking_product", EventKind::commerce, flat, ""},
    ZaloEventRow{"extension_purchased", EventKind::commerce, flat, ""},
    ZaloEventRow{"change_template_status", account, flat, ""},
    ZaloEventRow{"change_template_quality", account, flat, ""},
    ZaloEventRow{"change_template_quota", account, flat, ""},
    ZaloEventRow{"change_oa_daily_quota", account, flat, ""},
    ZaloEventRow{"change_oa_template_tags", account, flat, ""},
    ZaloEventRow{"event_journey_time_out", account, flat, ""},
    ZaloEventRow{"event_journey_acknowledged", account, flat, ""},
};

}  // namespace

ZaloEventRow zalo_event(std::string_view name) noexcept {
    const auto row =
        std::find_if(zalo_event_rows.begin(), zalo_event_rows.end(), [name](const auto& each) { return each.name == name; });
    if (row != zalo_event_rows.end()) return *row;
    const bool of_a_group = name.find("group") != std::string_view::npos;
    return {name, of_a_group ? EventKind::group : EventKind::unknown, flat, ""};
}

}  // namespace motcua::adapters
