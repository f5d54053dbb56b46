// A failed exchange in the words of the knowledge base's ports.
#pragma once

#include "adapters/elasticsearch/transport.hpp"
#include "knowledge-base/procedure_store.hpp"

namespace motcua::adapters::elasticsearch {

kb::StoreError error_from(const Failure& failure);

}  // namespace motcua::adapters::elasticsearch
