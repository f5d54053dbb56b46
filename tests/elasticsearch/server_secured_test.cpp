// A real Elasticsearch with TLS and passwords: who is let in, and the fault of who is not.
#include "tests/contract/procedure_index_contract.hpp"
#include "tests/elasticsearch/cluster_town.hpp"

using namespace motcua;
using namespace motcua::tests;
using namespace adapters::elasticsearch;

namespace {

TransportSettings by_key(const SecuredElasticsearch& server, const std::filesystem::path& key) {
    TransportSettings settings = settings_of(server.url);
    settings.ca_file = server.ca.string();
    settings.api_key_file = key.string();
    return settings;
}

tl::expected<Answer, Failure> ask(const TransportSettings& settings) {
    const CurlTransport transport(settings);
    return transport.exchange({.target = "/_alias", .deadline = std::chrono::seconds(10)});
}

}  // namespace

TEST_CASE("a key or a password of the cluster publishes, and a reader's key searches", "[server][tls]") {
    MOTCUA_SKIP_WITHOUT_SERVER(Server::elasticsearch_815_tls);
    const auto server = *secured_elasticsearch();
    TransportSettings settings = by_key(server, server.api_key_file);
    SECTION("an API key") {}
    SECTION("user and password, the authority known by its fingerprint") {
        settings.ca_file.clear();
        settings.api_key_file.clear();
        settings.ca_fingerprint = server.ca_fingerprint;
        settings.user = server.user;
        settings.password_file = server.password_file.string();
    }
    const CurlTransport transport(settings);
    PublishedLibrary library(transport, own_alias());
    library.fill(shelf());
    const auto done = library.publish();
    INFO((done ? std::string{} : done.error().detail));
    REQUIRE(done);
    const CurlTransport reader(by_key(server, server.reader_key_file));
    const ElasticsearchProcedureIndex index(reader, {library.shelf().alias(), library.manifest(), std::chrono::seconds(10)});
    CHECK(index.check());
    CHECK(codes_of(index, {.pairs = {{"khai_sinh", 1.0}}}) == std::vector<std::string>{"1.000001"});
    library.remove_all();
}

TEST_CASE("who may not is told so, and the certificate that is not trusted", "[server][tls]") {
    MOTCUA_SKIP_WITHOUT_SERVER(Server::elasticsearch_815_tls);
    const auto server = *secured_elasticsearch();
    const TempFolder folder;
    folder.write("wrong", "bm90OnJpZ2h0\n");
    TransportSettings stranger = by_key(server, server.api_key_file);
    stranger.ca_file = server.stranger_ca.string();
    TransportSettings fingerprint = by_key(server, server.api_key_file);
    fingerprint.ca_file.clear();
    fingerprint.ca_fingerprint = std::string(64, '0');
    TransportSettings other_name = by_key(server, server.api_key_file);
    other_name.hosts = {"https://localhost" + server.url.substr(server.url.rfind(':'))};
    struct Row {
        const char* why;
        TransportSettings settings;
        Trouble trouble;
    };
    for (const Row& row : std::vector<Row>{
             {"another authority", stranger, Trouble::certificate},
             {"another fingerprint", fingerprint, Trouble::certificate},
             {"a name that the certificate does not bear", other_name, Trouble::certificate},
             {"an expired key", by_key(server, server.expired_key_file), Trouble::refused_credentials},
             {"a key of nobody", by_key(server, folder / "wrong"), Trouble::refused_credentials},
         }) {
        INFO(row.why);
        const auto answer = ask(row.settings);
        REQUIRE_FALSE(answer);
        CHECK(answer.error().trouble == row.trouble);
    }
}

TEST_CASE("a reader's key cannot publish, and its failure leaves nothing behind", "[server][tls]") {
    MOTCUA_SKIP_WITHOUT_SERVER(Server::elasticsearch_815_tls);
    const auto server = *secured_elasticsearch();
    const CurlTransport transport(by_key(server, server.reader_key_file));
    PublishedLibrary library(transport, own_alias());
    library.fill(shelf());
    const auto done = library.publish();
    REQUIRE_FALSE(done);
    CHECK_THAT(done.error().detail, Catch::Contains("403"));
    const CurlTransport owner(by_key(server, server.api_key_file));
    CHECK(IndexShelf(owner, library.shelf().alias()).list().value().empty());
}
