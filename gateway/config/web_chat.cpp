// Which key fills which setting of the web chat.
#include "gateway/config/web_chat.hpp"

#include "gateway/config/toml_reader.hpp"

namespace motcua::gateway {

void read_web_chat(TableReader& root, WebChat& web) {
    const toml::table* table = root.table("web");
    if (table == nullptr) return;
    TableReader reader(*table, "web", root.folder(), root.problems());
    reader.text("account", web.account);
    reader.secret("secret", web.secret, true);
    reader.secret("secret_previous", web.secret_previous, false);
    reader.required("reply_url", web.reply_url);
    reader.finish();
}

}  // namespace motcua::gateway
