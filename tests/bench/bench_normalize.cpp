// Prints what normalising costs: nanoseconds a message of about 60 bytes, and that hostile texts cost no more by length.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "intents/text/readings.hpp"

namespace {

using namespace motcua::intents;

constexpr int rounds = 20000;
constexpr int repetitions = 7;

const std::vector<std::string> clean{
    "Em muốn đăng ký kết hôn thì cần giấy tờ gì ạ", "làm lại bằng lái xe bị mất ở đâu, hết bao nhiêu tiền?",
    "toi muon lam lai giay khai sinh cho con thi can nhung gi a", "Cho tôi hỏi thủ tục cấp đổi căn cước công dân",
    "Nhà em ở xã muốn tách hộ khẩu thì nộp hồ sơ online được không"};
const std::vector<std::string> chat{
    "e mún lm lại gplx thì cần gtờ j z ad", "ko bít đk kết hôn online dc k, hết bn tiền", "tooi muoons ddawng kys khai sinh cho con",
    "giaykhaisinh bi mat thi lam lai o dau z mn", "cho mk hỏi cccd hết hạn thì đổi ntn vs ạ"};
const std::vector<std::string> unusual{
    "e\u0302\u0301m muo\u0302\u0301n \u0111a\u0306ng ky\u0301 ke\u0302\u0301t ho\u0302n thi\u0300 ca\u0302\u0300n gi\u0300",
    "Toâi muoán ñaêng kyù keát hoân, ñöôïc khoâng?", "T«i muèn ®¨ng ký kÕt h«n, ®\u00ADîc kh«ng?"};

/// The best of several runs, in nanoseconds a call.
template <class Call>
double cost_of(int calls, Call call) {
    using Clock = std::chrono::steady_clock;
    double best = 1e18;
    for (int repetition = 0; repetition < repetitions; ++repetition) {
        const auto begin = Clock::now();
        for (int i = 0; i < calls; ++i) call(static_cast<std::size_t>(i));
        best = std::min(best, std::chrono::duration<double, std::nano>(Clock::now() - begin).count() / calls);
    }
    return best;
}

std::size_t sink = 0;

void show(const char* what, const std::vector<std::string>& messages) {
    std::size_t bytes = 0;
    for (const std::string& message : messages) bytes += message.size();
    const double plain = cost_of(rounds, [&](std::size_t i) { sink += normalize(messages[i % messages.size()]).tokens().size(); });
    const double read = cost_of(rounds, [&](std::size_t i) {
        const NormalizedText text = normalize(messages[i % messages.size()]);
        for (const Token& token : text.tokens()) sink += readings_of(token).size();
    });
    std::printf("%-34s %5.1f B %8.0f ns %8.0f ns with readings\n", what, static_cast<double>(bytes) / static_cast<double>(messages.size()), plain, read);
}

std::string repeated(const std::string& text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

/// Twice the text must cost about twice at most; the cap makes it cost the same.
void show_growth(const char* what, const std::string& unit, std::size_t times) {
    const std::string small = repeated(unit, times);
    const std::string large = repeated(unit, times * 10);
    const double first = cost_of(20, [&](std::size_t) { sink += normalize(small).folded().size() + to_nfc(small).size(); });
    const double second = cost_of(5, [&](std::size_t) { sink += normalize(large).folded().size() + to_nfc(large).size(); });
    std::printf("%-34s x10 costs x%.1f (%.2f ms)\n", what, second / first, second / 1e6);
}

}  // namespace

int main() {
    show("clean", clean);
    show("chat", chat);
    show("decomposed or in an old encoding", unusual);
    show_growth("marks on one letter", "\u0301\u0323", 10000);
    show_growth("letters", "đăng ký ", 2000);
    show_growth("old encoding", "ñöôïc ", 2000);
    std::printf("(%zu)\n", sink % 10);
    return 0;
}
