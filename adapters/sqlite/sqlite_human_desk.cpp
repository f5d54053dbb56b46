// Notes in one transaction each batch; the lines in memory follow after the commit.
#include "adapters/sqlite/sqlite_human_desk.hpp"

#include <map>
#include <memory>
#include <utility>

#include "adapters/sqlite/commit_result.hpp"
#include "adapters/sqlite/queue_rows.hpp"

namespace motcua::adapters {
namespace {

/// What left the tables with a batch of notes, by conversation.
struct Removed {
    std::map<std::string, std::vector<std::int64_t>> events;
    std::map<std::string, std::vector<std::int64_t>> parts;
};

std::size_t remove_from(LoanLine& line, const std::map<std::string, std::vector<std::int64_t>>& removed) {
    std::size_t count = 0;
    for (const auto& [conversation, ids] : removed) {
        for (const std::int64_t id : ids) line.remove({conversation, id});
        count += ids.size();
    }
    return count;
}

}  // namespace

void SqliteHumanDesk::note(std::vector<DeskNote> notes, Noted done) {
    struct Batch {
        std::vector<DeskNote> notes;
        Removed erased;
        std::map<std::string, std::vector<std::int64_t>> dropped;
    };
    auto batch = std::make_shared<Batch>(Batch{std::move(notes), {}, {}});
    Write write;
    write.weight = batch->notes.size();
    write.apply = [this, batch](Database& database) {
        batch->erased = {};  // a batch that failed together is applied once more
        batch->dropped.clear();
        const TimePoint now = place_.now();
        for (const DeskNote& note : batch->notes) {
            const std::string conversation = conversation_of(note.envelope);
            if (note.change == DeskChange::erased) {
                forget_person(database, conversation);
                const ErasedRows rows = erase_conversation(database, note.envelope, now);
                batch->erased.events[conversation] = rows.events;
                batch->erased.parts[conversation] = rows.parts;
            } else if (note_speaker(database, note, place_.rules, now)) {
                auto parts = drop_parts(database, conversation);
                if (!parts.empty()) batch->dropped[conversation] = std::move(parts);
            }
        }
    };
    write.done = [this, batch, done](const std::string& failure) {
        if (failure.empty()) {
            remove_from(place_.events, batch->erased.events);
            remove_from(place_.parts, batch->erased.parts);
            place_.dropped += remove_from(place_.parts, batch->dropped);
        }
        done(result_of_commit(failure));
    };
    if (!place_.writer.submit(std::move(write))) {
        done(tl::unexpected(QueueError{QueueFault::overloaded, "too many events wait for the disk"}));
    }
}

QueueResult<std::vector<intents::Envelope>> SqliteHumanDesk::unattended(std::size_t limit) {
    try {
        const std::lock_guard lock(place_.reading);
        return waited_in_vain(place_.reader, place_.rules, place_.now(), limit);
    } catch (const SqliteError& error) {
        return store_unavailable(error.what());
    }
}

QueueResult<void> SqliteHumanDesk::give_up_waiting(const intents::Envelope& envelope,
                                                   const std::vector<OutgoingPart>& parts) {
    std::vector<std::int64_t> ids;
    const std::string failure = place_.writer.run([&](Database& database) {
        ids.clear();
        if (end_waiting(database, envelope)) ids = insert_own_parts(database, envelope, parts, place_.now());
    });
    if (!failure.empty()) return result_of_commit(failure);
    for (const std::int64_t id : ids) place_.parts.push(conversation_of(envelope), id);
    return {};
}

QueueResult<DeskCounts> SqliteHumanDesk::counts() {
    try {
        const std::lock_guard lock(place_.reading);
        DeskCounts counts = count_people(place_.reader, place_.rules, place_.now());
        counts.dropped = place_.dropped;
        return counts;
    } catch (const SqliteError& error) {
        return store_unavailable(error.what());
    }
}

}  // namespace motcua::adapters
