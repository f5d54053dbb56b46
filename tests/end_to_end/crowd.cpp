// What the crowd asks, and the threads that post it.
#include "tests/end_to_end/crowd.hpp"

#include <numeric>
#include <thread>

#include "tests/end_to_end/http_bytes.hpp"

namespace motcua::tests {
namespace {

constexpr std::size_t threads = 4;

/// False when the connection broke or the gateway would not take it.
bool post_next(RawClient& client, Writer& writer) {
    const WrittenMessage& message = writer.next();
    const auto event = event_of(questions()[message.question], writer.citizen, message.id);
    client.send(post_bytes(writer.citizen.webhook(), event));
    const auto reply = client.reply();
    if (!reply || reply->status != 200) return false;
    writer.acknowledged = writer.written.size();
    return true;
}

}  // namespace

const std::vector<Question>& questions() {
    static const std::vector<Question> all{
        {"lam lai bang lai xe mat thi can giay to gi", ""},
        {"lệ phí đăng ký khai tử bao nhiêu", ""},
        {"thủ tục nhập hộ khẩu, đăng ký thường trú cần giấy gì", ""},
        {"cấp giấy xác nhận tình trạng hôn nhân mất bao lâu", ""},
        {"cảm ơn nhé", ""},
        {"gặp nhân viên", ""},
        {"Em gửi anh dự thảo công văn số 12/UBND-VP ạ", ""},
        {"", "scan.pdf"},
    };
    return all;
}

gateway::SignedEvent event_of(const Question& question, const Citizen& citizen, const std::string& message_id) {
    if (question.text[0] == '\0') return file_of(citizen, question.file, message_id);
    return text_of(citizen, question.text, message_id);
}

const WrittenMessage& Writer::next() {
    if (acknowledged < written.size()) return written.back();
    const std::size_t kinds = questions().size();
    const std::size_t before = written.empty() ? 0 : written.back().question;
    // Never the same kind twice in a row: a reply that comes twice is then told from two replies.
    const std::size_t kind = (before + 1 + random() % (kinds - 1)) % kinds;
    written.push_back({"kill-" + std::to_string(written.size()) + "-" + citizen.id, kind});
    return written.back();
}

Crowd::Crowd(std::size_t citizens, std::uint32_t seed) {
    for (std::size_t i = 0; i < citizens; ++i) {
        Writer writer;
        writer.citizen.channel = i % 2 == 0 ? intents::ChannelKind::zalo : intents::ChannelKind::messenger;
        writer.citizen.id = "90000000000" + std::to_string(i);
        writer.random.seed(seed + static_cast<std::uint32_t>(i));
        writers_.push_back(std::move(writer));
    }
}

void Crowd::write(std::uint16_t port, std::size_t most, const std::function<void()>& acknowledged) {
    const auto post = [&](std::size_t first) {
        RawClient client(port);
        std::size_t at = first;
        for (std::size_t i = 0; i < most && client.connected(); ++i) {
            if (!post_next(client, writers_[at])) return;
            acknowledged();
            at = at + threads < writers_.size() ? at + threads : first;
        }
    };
    std::vector<std::thread> running;
    for (std::size_t i = 0; i < threads && i < writers_.size(); ++i) running.emplace_back(post, i);
    for (std::thread& thread : running) thread.join();
}

std::size_t Crowd::acknowledged() const {
    return std::accumulate(writers_.begin(), writers_.end(), std::size_t{0},
                           [](std::size_t sum, const Writer& writer) { return sum + writer.acknowledged; });
}

}  // namespace motcua::tests
