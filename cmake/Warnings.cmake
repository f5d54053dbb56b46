# The warnings of our own code, all errors; linked privately by our targets, never by third-party code.
add_library(motcua_warnings INTERFACE)
target_compile_options(motcua_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor -Werror
  -Wno-missing-field-initializers
  # g++ 12 warns of std::string concatenation without cause at -O2 (GCC bug 105329).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  # Of several sources read as one (decision 0018), a local name may be another's constant, and g++ takes each for a header.
  $<$<BOOL:${CMAKE_UNITY_BUILD}>:-Wno-shadow>
  $<$<AND:$<BOOL:${CMAKE_UNITY_BUILD}>,$<CXX_COMPILER_ID:GNU>>:-Wno-subobject-linkage>)
