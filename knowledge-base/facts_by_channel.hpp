// Puts ways to file that share a fact together, so that an answer says each thing once.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace motcua::kb {

/// Facts by channel in the order they were added. Equal facts are told once.
class FactsByChannel {
  public:
    void add(const std::string& channel, const std::string& fact);
    bool empty() const noexcept { return rows_.empty(); }
    /// "fact" when all agree, else "A, B: fact; C: other fact"; at most `most_rows` facts, then where to read on.
    std::string text(std::size_t most_rows = 4) const;

  private:
    struct Row {
        std::string fact;
        std::vector<std::string> channels;
    };
    std::vector<Row> rows_;
};

}  // namespace motcua::kb
