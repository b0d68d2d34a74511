#include <zlib.h>

/// inflateInit2 is a macro, which Swift cannot import; 15 + 32 bits read gzip and zlib by their headers.
static inline int factlint_inflate_init(z_stream *stream) { return inflateInit2(stream, 15 + 32); }
