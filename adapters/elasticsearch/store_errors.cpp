// Which trouble is which fault.
#include "adapters/elasticsearch/store_errors.hpp"

namespace motcua::adapters::elasticsearch {

kb::StoreError error_from(const Failure& failure) {
    switch (failure.trouble) {
        case Trouble::timed_out: return {kb::StoreFault::timed_out, failure.detail};
        case Trouble::not_a_cluster:
        case Trouble::bad_request:
        case Trouble::too_large: return {kb::StoreFault::bad_data, failure.detail};
        default: return {kb::StoreFault::unavailable, failure.detail};
    }
}

}  // namespace motcua::adapters::elasticsearch
