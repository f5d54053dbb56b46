// Lines of text or JSON.
#include "gateway/load/question_file.hpp"

#include <fstream>
#include <set>
#include <stdexcept>

#include "adapters/wire_json.hpp"

namespace motcua::gateway {
namespace {

std::string question_in(std::string line) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    if (line.empty() || line.front() == '#') return {};
    if (line.front() != '{') return line;
    const auto object = adapters::read_wire_json(line);
    return object ? (*object)["text"].string() : std::string();
}

}  // namespace

std::vector<std::string> read_question_file(const std::filesystem::path& file, std::size_t most) {
    std::ifstream in(file);
    if (!in) throw std::runtime_error("questions: " + file.string() + " cannot be read");
    std::vector<std::string> questions;
    std::set<std::string> seen;
    for (std::string line; questions.size() < most && std::getline(in, line);) {
        std::string question = question_in(line);
        if (question.empty() || question.size() > 2000 || !seen.insert(question).second) continue;
        questions.push_back(std::move(question));
    }
    if (questions.empty()) throw std::runtime_error("questions: " + file.string() + " has no line of text or JSON with `text`");
    return questions;
}

}  // namespace motcua::gateway
