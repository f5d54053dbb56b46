// libsodium behind SecretBox; the only file that knows it on this floor.
#include "adapters/secret_box.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace motcua::adapters {
namespace {

constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr std::size_t nonce_bytes = crypto_secretbox_NONCEBYTES;
constexpr std::size_t key_digits = 2 * crypto_secretbox_KEYBYTES;
constexpr mode_t of_others = S_IRWXG | S_IRWXO | S_IXUSR;

void start_sodium() {
    static const int started = ::sodium_init();
    if (started < 0) throw std::runtime_error("libsodium does not start");
}

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

/// A file that is closed at the end.
class OpenFile {
  public:
    explicit OpenFile(const std::filesystem::path& file)
        : number_(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
    ~OpenFile() {
        if (number_ >= 0) ::close(number_);
    }
    OpenFile& operator=(OpenFile&&) = delete;  // neither copied nor moved

    bool is_open() const noexcept { return number_ >= 0; }
    /// A regular file that is its owner's alone. Asked of the open file, so that nobody can swap it in
    /// between.
    bool is_private() const noexcept {
        struct stat about {};
        return ::fstat(number_, &about) == 0 && S_ISREG(about.st_mode) && (about.st_mode & of_others) == 0;
    }
    /// How many bytes were read, -1 for none.
    ssize_t read(char* into, std::size_t most) const noexcept { return ::read(number_, into, most); }

  private:
    int number_;
};

}  // namespace

void FreeGuarded::operator()(unsigned char* memory) const noexcept { ::sodium_free(memory); }

tl::expected<SecretBox, std::string> SecretBox::from_file(const std::filesystem::path& file) {
    start_sodium();
    const auto problem = [&file](const char* what) {
        return tl::unexpected(fmt::format("{}: {}", file.string(), what));
    };
    const OpenFile opened(file);
    if (!opened.is_open()) return problem("cannot be read; it holds the key that seals tokens");
    if (!opened.is_private()) return problem("nobody but its owner may read the key: chmod 600");
    std::array<char, key_digits + 2> text{};
    const auto length = opened.read(text.data(), text.size());
    Key key(static_cast<unsigned char*>(::sodium_malloc(crypto_secretbox_KEYBYTES)));
    if (!key) throw std::bad_alloc();
    std::size_t made = 0;
    const bool ends_well = length == static_cast<ssize_t>(key_digits) ||
                           (length > static_cast<ssize_t>(key_digits) &&
                            std::string_view("\r\n").find(text[key_digits]) != std::string_view::npos);
    const bool is_key = ends_well && ::sodium_hex2bin(key.get(), crypto_secretbox_KEYBYTES, text.data(),
                                                      key_digits, nullptr, &made, nullptr) == 0;
    ::sodium_memzero(text.data(), text.size());
    if (!is_key || made != crypto_secretbox_KEYBYTES)
        return problem("its first line must be 64 hexadecimal digits: openssl rand -hex 32");
    return SecretBox(std::move(key));
}

std::string SecretBox::seal(std::string_view text) const {
    std::string sealed(nonce_bytes + crypto_secretbox_MACBYTES + text.size(), '\0');
    ::randombytes_buf(sealed.data(), nonce_bytes);
    ::crypto_secretbox_easy(bytes_of(sealed) + nonce_bytes, bytes_of(text), text.size(), bytes_of(sealed),
                            key_.get());
    return base64url(sealed);
}

std::optional<std::string> SecretBox::open(std::string_view sealed) const {
    std::string bytes(sealed.size(), '\0');
    std::size_t length = 0;
    if (::sodium_base642bin(bytes_of(bytes), bytes.size(), sealed.data(), sealed.size(), nullptr, &length,
                            nullptr, variant) != 0 ||
        length < nonce_bytes + crypto_secretbox_MACBYTES) {
        return std::nullopt;
    }
    std::string text(length - nonce_bytes - crypto_secretbox_MACBYTES, '\0');
    if (::crypto_secretbox_open_easy(bytes_of(text), bytes_of(bytes) + nonce_bytes, length - nonce_bytes,
                                     bytes_of(bytes), key_.get()) != 0) {
        return std::nullopt;
    }
    return text;
}

std::string base64url(std::string_view bytes) {
    std::string text(::sodium_base64_encoded_len(bytes.size(), variant), '\0');
    ::sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), variant);
    text.pop_back();  // the zero that ends a text of C
    return text;
}

std::string random_text(std::size_t bytes) {
    start_sodium();
    std::string raw(bytes, '\0');
    ::randombytes_buf(raw.data(), raw.size());
    return base64url(raw);
}

}  // namespace motcua::adapters
