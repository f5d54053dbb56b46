// What the writer of a message wants: to hand over a paper, to get an unpublished one, to report, to use a
// right.
#pragma once

#include "intents/policy/message_guard.hpp"
#include "intents/policy/reading.hpp"

namespace motcua::intents::policy {

/// A question about a thing, not a favour asked: "là gì", "ở đâu", "quy định".
bool asks_about_it(const Reading& reading);
/// A secrecy mark on something that the writer has; `attached` when something hangs on the message.
bool holds_a_secret(const Reading& reading, bool attached);
bool is_pasted_document(const Reading& reading);
bool names_internal_place(const Reading& reading);
bool hands_over_a_paper(const Reading& reading);
/// Figures or a report for a superior, beside a file.
bool hands_over_figures(const Reading& reading);
bool asks_for_unpublished(const Reading& reading);
/// A draft that is put out for everybody's comments, spoken of without handing one over.
bool speaks_of_a_consulted_draft(const Reading& reading);
/// Which right is used; Notice::none when none is.
Notice right_used(const Reading& reading);
bool reports_a_rumour(const Reading& reading);
bool reports_a_fraud(const Reading& reading);
/// Money, codes or programmes are asked for: a false page that does so is a fraud, not a rumour.
bool tells_of_a_demand(const Reading& reading);
bool speaks_of_a_public_paper(const Reading& reading);

}  // namespace motcua::intents::policy
