// Runs the multi handle: takes tries in, begins what the bounds allow, collects what ended.
#include "adapters/elasticsearch/curl_loop.hpp"

#include <curl/curl.h>
#include <signal.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

namespace motcua::adapters::elasticsearch {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds longest_poll{1'000};
constexpr std::chrono::milliseconds patience_with_libcurl{100};

void start_libcurl() {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (started != CURLE_OK) throw std::runtime_error("libcurl cannot be started");
}

/// With NOSIGNAL libcurl lets signals be, also those that a TLS library may cause by writing to a dead
/// connection.
void keep_sigpipe_away() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

Setback unbegun(Trouble trouble, const char* detail) {
    return {{trouble, 0, detail}, Remedy::elsewhere, true};
}

void settle_unbegun(TryCall& call, Trouble trouble, const char* detail) {
    TryReport report;
    report.setback = unbegun(trouble, detail);
    call.settle(std::move(report));
}

}  // namespace

void FreeCurlMulti::operator()(void* multi) const noexcept { curl_multi_cleanup(multi); }

CurlLoop::CurlLoop(CallRules rules, const LoopBounds& bounds)
    : rules_(std::move(rules)), bounds_(bounds), running_of_(bounds.hosts, 0) {
    start_libcurl();
    multi_.reset(curl_multi_init());
    if (!multi_) throw std::runtime_error("libcurl gives no multi handle");
    // run() begins no more than these itself: libcurl's own queue would not look at deadlines.
    const auto total = static_cast<long>(bounds_.connections);
    curl_multi_setopt(multi_.get(), CURLMOPT_MAX_TOTAL_CONNECTIONS, total);
    curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, total);
    curl_multi_setopt(multi_.get(), CURLMOPT_MAX_HOST_CONNECTIONS,
                      static_cast<long>(bounds_.connections_per_host));
    curl_multi_setopt(multi_.get(), CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_NOTHING));
    thread_ = std::thread([this] { run(); });
}

CurlLoop::~CurlLoop() {
    ending_ = true;
    curl_multi_wakeup(multi_.get());
    thread_.join();
}

bool CurlLoop::hand_over(std::shared_ptr<TryCall> call) {
    {
        const std::lock_guard lock(mutex_);
        if (unsettled_ >= bounds_.connections + bounds_.waiting) return false;
        handed_over_.push_back(std::move(call));
        ++unsettled_;
    }
    curl_multi_wakeup(multi_.get());
    return true;
}

void CurlLoop::run() {
    keep_sigpipe_away();
    while (!ending_) {
        take_in();
        drop_expired();
        begin_what_fits();
        int running = 0;
        curl_multi_perform(multi_.get(), &running);
        collect();
        // What ended has made room; what was begun for it needs a first push before the wait.
        if (!waiting_.empty()) begin_what_fits();
        curl_multi_poll(multi_.get(), nullptr, 0, patience_ms(), nullptr);
    }
    give_up_all();
}

void CurlLoop::take_in() {
    const std::lock_guard lock(mutex_);
    for (auto& call : handed_over_) waiting_.push_back(std::move(call));
    handed_over_.clear();
}

void CurlLoop::drop_expired() {
    const auto now = Clock::now();
    std::erase_if(waiting_, [&](const std::shared_ptr<TryCall>& call) {
        if (call->order().deadline > now) return false;
        --unsettled_;
        settle_unbegun(*call, Trouble::timed_out, "no connection was free until the deadline");
        return true;
    });
    // libcurl looks at deadlines by itself, but not at those of what it queues; it should queue nothing.
    for (auto handle = running_.begin(); handle != running_.end();) {
        CurlHandle& late = *handle++;
        if (late.call().order().deadline + patience_with_libcurl < now)
            finish(late, CURLE_OPERATION_TIMEDOUT);
    }
}

/// What waits for a node that failed need not wait longer: another node may answer.
void CurlLoop::pass_on(std::size_t host) {
    if (bounds_.hosts == 1) return;
    std::erase_if(waiting_, [&](const std::shared_ptr<TryCall>& call) {
        if (call->order().host != host) return false;
        --unsettled_;
        settle_unbegun(*call, Trouble::unreachable,
                       "the node failed while this waited for a connection to it");
        return true;
    });
}

void CurlLoop::begin_what_fits() {
    for (auto call = waiting_.begin(); call != waiting_.end() && running_.size() < bounds_.connections;) {
        if (running_of_[(*call)->order().host] >= bounds_.connections_per_host) {
            ++call;  // another node's may fit
            continue;
        }
        begin(std::move(*call));
        call = waiting_.erase(call);
    }
}

void CurlLoop::begin(std::shared_ptr<TryCall> call) {
    CurlHandlePtr handle(spare_.empty() ? curl_easy_init() : spare_.back().release());
    if (!spare_.empty()) spare_.pop_back();
    CurlHandle& begun = running_.emplace_back(std::move(handle), rules_, std::move(call));
    ++running_of_[begun.call().order().host];
    if (curl_multi_add_handle(multi_.get(), begun.raw()) != CURLM_OK) finish(begun, CURLE_FAILED_INIT);
}

void CurlLoop::collect() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
        if (message->msg == CURLMSG_DONE) finish(CurlHandle::of(message->easy_handle), message->data.result);
    }
}

void CurlLoop::finish(CurlHandle& handle, int code) {
    opened_ += static_cast<std::uint64_t>(handle.opened());
    TryReport report = handle.report(code);
    const std::size_t host = handle.call().order().host;
    const bool has_failed = report.setback && report.setback->remedy == Remedy::elsewhere;
    curl_multi_remove_handle(multi_.get(), handle.raw());
    --running_of_[host];
    --unsettled_;
    handle.settle(std::move(report));
    if (spare_.size() < bounds_.connections) spare_.push_back(handle.release());
    running_.remove_if([&](const CurlHandle& other) { return &other == &handle; });
    if (has_failed) pass_on(host);
}

void CurlLoop::give_up_all() {
    while (!running_.empty()) finish(running_.front(), CURLE_ABORTED_BY_CALLBACK);
    take_in();
    for (const auto& call : waiting_) settle_unbegun(*call, Trouble::unreachable, "the transport is closing");
    waiting_.clear();
}

int CurlLoop::patience_ms() const {
    auto until = Clock::now() + longest_poll;
    for (const auto& call : waiting_) until = std::min(until, call->order().deadline);
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
    return static_cast<int>(std::max<std::chrono::milliseconds::rep>(0, left.count()));
}

}  // namespace motcua::adapters::elasticsearch
