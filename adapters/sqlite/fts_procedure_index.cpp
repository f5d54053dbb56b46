// FTS5 statements: build in one transaction, search token by token, weigh in our own arrays.
#include "adapters/sqlite/fts_procedure_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <utility>

#include "knowledge-base/index_source.hpp"
#include "knowledge-base/search_terms.hpp"

namespace motcua::adapters {
namespace {

// tokenchars: folded tokens may hold "_" (pairs) and "./-" (codes and law numbers). Contentless and without
// positions: the index only says which procedures hold a token; weighing is ours.
constexpr const char* index_schema = R"sql(
CREATE TABLE IF NOT EXISTS index_meta(key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS indexed_procedure(id INTEGER PRIMARY KEY, code TEXT NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS name_text USING fts5(
  names, accented, pairs, aliases, content='', detail=none, columnsize=0,
  tokenize="unicode61 remove_diacritics 0 tokenchars '_./-'");
CREATE VIRTUAL TABLE IF NOT EXISTS body_text USING fts5(
  body, content='', detail=none, columnsize=0, tokenize="unicode61 remove_diacritics 0 tokenchars '_./-'");
)sql";

// One token a query: an OR of twenty costs FTS5 over ten milliseconds on this base, twenty single look-ups one.
constexpr const char* name_sql = "SELECT rowid FROM name_text WHERE name_text MATCH ?";
constexpr const char* body_sql = "SELECT rowid FROM body_text WHERE body_text MATCH ?";

constexpr std::size_t most_known = 8192;  // tokens whose holders one reader keeps, of each table

std::uint64_t mixed(std::uint64_t hash, std::string_view text) noexcept {
    for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211ULL;  // FNV-1a
    return (hash ^ 0xffU) * 1099511628211ULL;
}

std::string fingerprint(std::int64_t store_version, const std::vector<kb::AliasBlock>& aliases) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const kb::AliasBlock& block : aliases) {
        hash = mixed(hash, block.code);
        hash = mixed(hash, block.short_name);
        for (const std::string& phrase : block.phrases) hash = mixed(hash, phrase);
    }
    return fmt::format("{}-{}-{:016x}", kb::index_format, store_version, hash);
}

/// A line of index_meta; empty when it is not there.
std::string noted(Database& database, std::string_view key) {
    auto read = database.prepare("SELECT value FROM index_meta WHERE key = ?");
    read.bind(1, key);
    return read.step() ? std::string(read.text(0)) : std::string{};
}

}  // namespace

struct FtsProcedureIndex::Reader {
    using Postings = std::unordered_map<std::string, std::vector<std::uint32_t>>;  // token to ids

    struct Scored {
        float score;
        std::uint32_t id;
    };

    explicit Reader(const std::filesystem::path& file)
        : database(file, Durability::normal),
          in_names(database.prepare(name_sql)),
          in_bodies(database.prepare(body_sql)),
          every_code(database.prepare("SELECT id, code FROM indexed_procedure")),
          data_version(database.prepare("PRAGMA data_version")),
          begin(database.prepare("BEGIN")),
          end(database.prepare("COMMIT")) {}

    /// Inside a transaction: forgets what another state of the index said, and reads the codes as this state of the index has them.
    void refresh_codes() {
        data_version.step();
        const std::int64_t version = data_version.integer(0);
        data_version.reset();
        if (version == seen_version) return;
        codes.clear();
        names_with.clear();
        bodies_with.clear();
        while (every_code.step()) {
            const auto id = static_cast<std::size_t>(every_code.integer(0));
            if (id >= codes.size()) codes.resize(id + 1);
            codes[id] = every_code.text(1);
        }
        every_code.reset();
        scores.assign(codes.size(), 0.0F);
        seen_version = version;
    }

    /// Adds `weight` to every procedure that holds the token; returns how many these are.
    std::size_t add(Statement& find, Postings& known, const std::string& token, double weight) {
        const std::vector<std::uint32_t>& ids = holders(find, known, token);
        const auto share = static_cast<float>(weight);
        std::size_t used = touched.size();
        touched.resize(used + ids.size());
        for (const std::uint32_t id : ids) {  // up to thousands, and whether one is new cannot be guessed: no branch
            float& score = scores.data()[id];  // ids are below its size, see holders()
            touched.data()[used] = id;
            used += score == 0.0F ? 1U : 0U;
            score += share;
        }
        touched.resize(used);
        return ids.size();
    }

    /// People use few different words: what was looked up once is kept until the index changes.
    const std::vector<std::uint32_t>& holders(Statement& find, Postings& known, const std::string& token) {
        const auto hit = known.find(token);
        if (hit != known.end()) return hit->second;
        if (known.size() >= most_known) known.clear();
        std::vector<std::uint32_t>& ids = known[token];
        find.bind(1, fmt::format("\"{}\"", token));
        while (find.step()) {
            const auto id = static_cast<std::size_t>(find.integer(0));
            if (id < scores.size()) ids.push_back(static_cast<std::uint32_t>(id));  // one without a code is no procedure
        }
        find.reset();
        return ids;
    }

    /// The best `limit` of what was added, then a clean slate.
    std::vector<kb::Hit> best(std::size_t limit) {
        std::vector<Scored> rows;
        rows.reserve(touched.size());
        for (const std::uint32_t id : touched) rows.push_back({std::exchange(scores[id], 0.0F), id});
        const auto is_better = [](const Scored& a, const Scored& b) { return a.score != b.score ? a.score > b.score : a.id < b.id; };
        const auto end_of_best = rows.begin() + static_cast<std::ptrdiff_t>(std::min(limit, rows.size()));
        if (end_of_best != rows.end()) std::nth_element(rows.begin(), end_of_best, rows.end(), is_better);
        std::sort(rows.begin(), end_of_best, is_better);
        std::vector<kb::Hit> hits;
        for (auto row = rows.begin(); row != end_of_best; ++row) {
            if (row->id < codes.size() && !codes[row->id].empty()) hits.push_back({codes[row->id], static_cast<double>(row->score)});
        }
        touched.clear();
        return hits;
    }

    Database database;
    Statement in_names;
    Statement in_bodies;
    Statement every_code;
    Statement data_version;  // another number when another connection has written
    Statement begin;  // one search sees one state of the index, and takes the file's lock once
    Statement end;
    Postings names_with;
    Postings bodies_with;
    std::vector<std::string> codes;      // by id, as of seen_version
    std::int64_t seen_version = -1;
    std::vector<float> scores;           // by id; 0 outside a search
    std::vector<std::uint32_t> touched;  // ids with a score
};

FtsProcedureIndex::FtsProcedureIndex(std::filesystem::path file) : file_(std::move(file)) {
    try {
        Database database(file_, Durability::normal);
        database.execute(index_schema);
    } catch (const SqliteError& error) {
        throw SqliteError(error.code(), fmt::format("{}: {}", file_.string(), error.what()));
    }
}
FtsProcedureIndex::~FtsProcedureIndex() = default;

std::unique_ptr<FtsProcedureIndex::Reader> FtsProcedureIndex::borrow() const {
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            auto reader = std::move(idle_.back());
            idle_.pop_back();
            return reader;
        }
    }
    return std::make_unique<Reader>(file_);
}

void FtsProcedureIndex::give_back(std::unique_ptr<Reader> reader) const {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(reader));
}

bool FtsProcedureIndex::fits(std::int64_t store_version, const std::vector<kb::AliasBlock>& aliases) const {
    Database database(file_, Durability::normal);
    return noted(database, "fingerprint") == fingerprint(store_version, aliases) && !noted(database, "manifest").empty();
}

std::string FtsProcedureIndex::manifest() const {
    Database database(file_, Durability::normal);
    return noted(database, "manifest");
}

kb::StoreResult<std::size_t> FtsProcedureIndex::rebuild(const kb::ProcedureStore& store,
                                                        const std::vector<kb::AliasBlock>& aliases,
                                                        const std::function<void(std::size_t)>& progress) {
    const auto version = store.version();
    if (!version) return tl::unexpected(version.error());
    try {
        Database database(file_, Durability::normal);
        Transaction transaction(database);
        database.execute("INSERT INTO name_text(name_text) VALUES('delete-all');"
                         "INSERT INTO body_text(body_text) VALUES('delete-all');"
                         "DELETE FROM indexed_procedure; DELETE FROM index_meta;");
        auto insert_code = database.prepare("INSERT INTO indexed_procedure VALUES(?,?)");
        auto insert_names =
            database.prepare("INSERT INTO name_text(rowid,names,accented,pairs,aliases) VALUES(?,?,?,?,?)");
        auto insert_body = database.prepare("INSERT INTO body_text(rowid,body) VALUES(?,?)");
        std::size_t written = 0;
        const auto visited = kb::each_document(store, aliases, [&](const kb::IndexDocument& document, const kb::Procedure&) {
            const auto id = static_cast<std::int64_t>(++written);
            insert_code.bind(1, id).bind(2, document.code).run();
            insert_names.bind(1, id).bind(2, document.names).bind(3, document.accented);
            insert_names.bind(4, document.pairs).bind(5, document.aliases).run();
            insert_body.bind(1, id).bind(2, document.body).run();
            if (written % 500 == 0 && progress) progress(written);
        });
        if (!visited) return tl::unexpected(visited.error());
        database.execute("INSERT INTO name_text(name_text) VALUES('optimize');"
                         "INSERT INTO body_text(body_text) VALUES('optimize');");
        auto note = database.prepare("INSERT INTO index_meta VALUES(?, ?)");
        note.bind(1, "fingerprint").bind(2, fingerprint(*version, aliases)).run();
        note.bind(1, "manifest").bind(2, visited->text()).run();
        transaction.commit();
        return written;
    } catch (const SqliteError& error) {
        return tl::unexpected(kb::StoreError{kb::StoreFault::unavailable, error.what()});
    }
}

kb::StoreResult<std::vector<kb::Hit>> FtsProcedureIndex::search(const kb::SearchQuery& query, std::size_t limit) const {
    try {
        auto reader = borrow();
        reader->begin.run();
        reader->refresh_codes();
        std::size_t rows = 0;
        for (const std::string& code : query.codes) {
            if (kb::is_index_token(code)) rows += reader->add(reader->in_bodies, reader->bodies_with, code, 1.0);
        }
        const auto terms = kb::ordered_terms(query);
        for (const auto& term : terms) {
            if (rows > kb::most_rows) break;
            rows += reader->add(reader->in_names, reader->names_with, term.token, term.weight);
        }
        // What no name says may still stand in the papers or results of a procedure.
        for (std::size_t i = 0; i < terms.size() && reader->touched.size() < limit / 4; ++i) {
            reader->add(reader->in_bodies, reader->bodies_with, terms[i].token, terms[i].weight * kb::body_share);
        }
        std::vector<kb::Hit> hits = reader->best(limit);
        reader->end.run();
        give_back(std::move(reader));
        return hits;
    } catch (const SqliteError& error) {
        return tl::unexpected(kb::StoreError{kb::StoreFault::unavailable, error.what()});
    }
}

}  // namespace motcua::adapters
