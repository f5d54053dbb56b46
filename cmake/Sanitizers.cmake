# MOTCUA_SANITIZE = "" | address | thread: chosen by the presets; hardening for the release build.
set(MOTCUA_SANITIZE "" CACHE STRING "address (with undefined), thread, or empty")
if(MOTCUA_SANITIZE STREQUAL "address")
  # cpprestsdk of Debian 12 trips -fsanitize=vptr without cause.
  add_compile_options(-fsanitize=address,undefined -fno-sanitize=vptr -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=address,undefined)
elseif(MOTCUA_SANITIZE STREQUAL "thread")
  add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
  add_link_options(-fsanitize=thread)
else()
  add_compile_options(-fstack-protector-strong -D_GLIBCXX_ASSERTIONS)
endif()
if(MOTCUA_FUZZ)
  # Coverage of everything that a fuzz target links; a program without libFuzzer is not changed by it.
  add_compile_options(-fsanitize=fuzzer-no-link)
  add_link_options(-fsanitize=fuzzer-no-link)
endif()
