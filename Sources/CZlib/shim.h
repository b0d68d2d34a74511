#include <stdbool.h>
#include <zlib.h>

/// inflateInit2 is a macro, which Swift cannot import. 15 bits of window, negative for data without a header, and 32 more
/// to read gzip and zlib by their headers.
static inline int factlint_inflate_init(z_stream *stream, bool is_raw) {
  return inflateInit2(stream, is_raw ? -15 : 15 + 32);
}
