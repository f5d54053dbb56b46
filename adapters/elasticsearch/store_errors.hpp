// A failed exchange in the words of the knowledge base's ports.
#pragma once

#include <string>
#include <utility>

#include "adapters/elasticsearch/transport.hpp"
#include "knowledge-base/procedure_store.hpp"

namespace motcua::adapters::elasticsearch {

kb::StoreError error_from(const Failure& failure);
inline tl::unexpected<kb::StoreError> bad_data(std::string detail) {
    return tl::unexpected(kb::StoreError{kb::StoreFault::bad_data, std::move(detail)});
}

}  // namespace motcua::adapters::elasticsearch
