// Prints what a whole answer costs, from text to reply, over the knowledge base of a data folder; start-up and memory too.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "gateway/cli/eval_command.hpp"
#include "gateway/knowledge/snapshot.hpp"
#include "tests/bench/grown_store.hpp"

namespace {

using namespace motcua;
using Clock = std::chrono::steady_clock;

constexpr int rounds = 20;

std::vector<std::string> questions{
    "lam lai bang lai xe mat thi can giay to gi",
    "Làm khai sinh cho con mới sinh cần giấy tờ gì, nộp ở đâu?",
    "ba má cho tui miếng đất giờ sang tên thì tốn bao nhiêu tiền",
    "em bij maats hooj chieeus thif baos owr ddaau",
    "giaykhaisinh bi rach doi o dau z ad",
    "mở tiệm tạp hóa đăng ký hộ kinh doanh mất mấy ngày",
    "Dạ em chào anh chị, nhà em ở xã vùng cao, ông nội em mất tuần trước mà chưa ai đi khai tử, giờ em đi làm xa về thì "
    "phải mang theo những giấy tờ gì, có cần hẹn trước không, làm ở xã hay lên tỉnh ạ",
    "xin giấy độc thân bao lâu có",
    "cấp đổi thẻ căn cước hết hạn online được không",
    "rút bảo hiểm xã hội một lần",
};

double milliseconds_since(Clock::time_point begin) {
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

/// Resident memory in MiB; 0 where /proc is not there.
long resident_mib() {
    std::ifstream in("/proc/self/status");
    for (std::string line; std::getline(in, line);) {
        if (line.rfind("VmRSS:", 0) == 0) return std::stol(line.substr(6)) / 1024;
    }
    return 0;
}

double answer_micros(const gateway::Snapshot& snapshot, const std::string& text) {
    intents::IncomingMessage message;
    message.text = text;
    const auto begin = Clock::now();
    const auto turn = snapshot.conversation().respond(intents::admit(message), gateway::DialogueSession{}, std::chrono::seconds(1));
    return turn.replies.empty() ? 0 : std::chrono::duration<double, std::micro>(Clock::now() - begin).count();
}

/// Fills `target` with the procedures of `source`, and so many like them that there are `times` as many.
int grow(const std::string& source, const std::string& target, std::size_t times) {
    const adapters::SqliteProcedureStore from(std::filesystem::path(source) / "knowledge.db");
    const std::vector<kb::Procedure> all = bench::all_of(bench::GrownStore(bench::all_of(from), times));
    adapters::SqliteProcedureStore to(std::filesystem::path(target) / "knowledge.db");
    if (all.empty() || !to.replace_all(all)) return 1;
    std::printf("%s holds %zu procedures\n", target.c_str(), all.size());
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string first = argc < 2 ? "--help" : argv[1];
    if (argc == 5 && first == "--grow") return grow(argv[3], argv[4], std::stoul(argv[2]));
    if (first.starts_with("--")) {
        std::puts("usage: bench_answer DATA [QUESTIONS.jsonl ...]   (a folder that `motcua --data DATA kb import` filled)\n"
                  "       bench_answer --grow TIMES DATA TARGET     (makes a synthetic base, as many times as large)");
        return 2;
    }
    for (int i = 2; i < argc; ++i) {
        std::ifstream in(argv[i]);
        for (auto& question : gateway::read_questions(in, argv[i])) questions.push_back(std::move(question.text));
    }
    const auto begin = Clock::now();
    const gateway::Snapshot snapshot(argv[1], gateway::Office{}, [](const std::string&) {});
    const double opened = milliseconds_since(begin);
    for (const std::string& question : questions) answer_micros(snapshot, question);  // warm caches
    std::vector<double> micros;
    for (int round = 0; round < rounds; ++round) {
        for (const std::string& question : questions) micros.push_back(answer_micros(snapshot, question));
    }
    std::sort(micros.begin(), micros.end());
    std::printf("procedures %zu, opened in %.0f ms, resident %ld MiB\n", snapshot.catalog().entries().size(), opened, resident_mib());
    std::printf("answer: p50 %.0f us, p99 %.0f us, %zu answers on one thread\n", micros[micros.size() / 2],
                micros[micros.size() * 99 / 100], micros.size());
    return 0;
}
