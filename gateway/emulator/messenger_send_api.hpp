// Messenger's Send API: object, token, recipient, window, then the message appears in the chat.
#pragma once

#include "gateway/emulator/stage.hpp"

namespace motcua::gateway {

/// The answer to POST /{version}/{page}/messages and /{version}/me/messages. Refusals have HTTP 400 and
/// Graph's error object: 190 wrong token; 100/33 other object; 100/2018001 unknown person;
/// 10/2018278 more than 24 h since the person's last act; 100 anything that is not of the form.
/// Thread control (…/pass_thread_control, …/take_thread_control) is accepted for persons who have written; who holds
/// a conversation is not played.
/// An `appsecret_proof` is checked when it is there, with or without `appsecret_time`.
Response messenger_send(Stage& stage, const Request& request);

}  // namespace motcua::gateway
