"""Slices of an archive: byte ranges of files of JSON Lines, whose lines are those that begin in them."""

import gzip


def lines(piece):
    """The lines that begin in a slice, as bytes with their line feeds."""
    path, start, end = piece
    if path.endswith(".gz"):
        with gzip.open(path, "rb") as file:
            yield from file
        return
    with open(path, "rb") as file:
        if start > 0:
            # A line that began before belongs to the slice before.
            file.seek(start - 1)
            file.readline()
        while file.tell() < end:
            line = file.readline()
            if not line:
                return
            yield line
