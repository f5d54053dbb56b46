// Small procedures of our own making, for tests that need one with a certain fault.
#pragma once

#include <string>

#include "knowledge-base/procedure.hpp"

namespace motcua::tests {

/// A record without any fault.
inline kb::Procedure sound_procedure(const std::string& code = "1.900001") {
    kb::Procedure procedure;
    procedure.code = code;
    procedure.name = "Cấp thẻ mượn sách";
    procedure.field = "Thư viện";
    procedure.level = "Cấp xã";
    procedure.agency = "Thư viện xã";
    procedure.steps = "Nộp tờ khai, nhận thẻ.";
    procedure.methods = {{"Trực tiếp", "3 Ngày làm việc", false, "20,000 Việt Nam Đồng", "", ""}};
    procedure.documents = {{"", "Tờ khai mượn sách", "TV01", 1, 0}};
    procedure.legal_basis = {{"Luật Thư viện", "46/2019/QH14"}};
    procedure.result = {"Thẻ mượn sách"};
    procedure.url = "https://example.vn/thu-tuc/1";
    return procedure;
}

/// The same with one way to file of the given fee and note.
inline kb::Procedure with_fee(const std::string& fee, const std::string& fee_note = {}) {
    auto procedure = sound_procedure();
    procedure.methods.front().fee = fee;
    procedure.methods.front().fee_note = fee_note;
    return procedure;
}

}  // namespace motcua::tests
