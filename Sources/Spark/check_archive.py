"""Checks an archive of JSON Lines with Factlint on a Spark cluster, record for record what one machine writes.

The archive is cut in slices of whole lines. Each slice is handed to the program by RDD.pipe, as a line that names it, and
each record of it gives one line, so that the parts of the output, one after another, are byte for byte the output of

    factlint check --input-format jsonl --format jsonl FILE...

A task whose program fails fails the job (checkCode=True), and so does a number of lines that is not that of the records.
"""

import argparse
import glob
import os
import shutil
import sys

from pyspark import SparkConf, SparkContext

from slices import lines

BLANK = b" \t\r\n"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("input", nargs="+", help="files or folders of JSON Lines, plain or gzip, in this order")
    parser.add_argument("--output", required=True, help="a folder that is not there yet")
    parser.add_argument("--factlint", required=True, help="the program, on every machine")
    parser.add_argument("--option", action="append", default=[], help="an option for the program, such as --option=--date=2024-05-01")
    parser.add_argument("--slice", type=int, default=64 << 20, help="bytes of a slice")
    parser.add_argument("--master", default="local[*]", help="the cluster")
    parser.add_argument("--merge-to", help="also write all records to this one file")
    return parser.parse_args()


def files(paths):
    """All files, in the order of the arguments and, in a folder, of their names."""
    for path in paths:
        if os.path.isdir(path):
            names = glob.glob(os.path.join(glob.escape(path), "**"), recursive=True)
            yield from sorted(name for name in names if name.endswith((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")))
        else:
            yield path


def cut(path, size):
    """The slices of a file, as byte ranges; a compressed file can only be read from its beginning."""
    length = os.path.getsize(path)
    if path.endswith(".gz"):
        return [(path, 0, length)]
    return [(path, start, min(start + size, length)) for start in range(0, length, size)]


def counts(piece):
    """How many lines a slice has, and how many of them are records."""
    total = records = 0
    for line in lines(piece):
        total += 1
        text = line[3:] if line.startswith(b"\xef\xbb\xbf") else line
        records += 1 if text.strip(BLANK) else 0
    return total, records


def main():
    options = arguments()
    here = os.path.dirname(os.path.abspath(__file__))
    conf = SparkConf().setAppName("factlint").setMaster(options.master)
    conf = conf.set("spark.ui.enabled", "false").set("spark.ui.showConsoleProgress", "false").set("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "2")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    context = SparkContext(conf=conf)
    context.setLogLevel("ERROR")
    context.addPyFile(os.path.join(here, "slices.py"))

    pieces = [piece for path in files(options.input) for piece in cut(os.path.abspath(path), options.slice)]
    if not pieces:
        sys.exit("check_archive: there is nothing to check")
    counted = context.parallelize(pieces, len(pieces)).map(counts).collect()
    described, first, path = [], 1, None
    for piece, (total, _) in zip(pieces, counted):
        first = 1 if piece[0] != path else first
        path = piece[0]
        described.append("\t".join([piece[0].replace("\\", "\\\\").replace("\t", "\\t"), str(piece[1]), str(piece[2]), str(first)]))
        first += total
    expected = sum(records for _, records in counted)

    command = " ".join(quoted(part) for part in [sys.executable, os.path.join(here, "pipe_slices.py"), options.factlint, *options.option])
    records = context.parallelize(described, len(described)).pipe(command, env=dict(os.environ), checkCode=True)
    records.saveAsTextFile("file://" + os.path.abspath(options.output))
    parts = sorted(glob.glob(os.path.join(glob.escape(options.output), "part-*")))
    found = sum(sum(1 for _ in open(part, "rb")) for part in parts)
    context.stop()
    if found != expected:
        sys.exit(f"check_archive: {expected} records went in and {found} came out: the output is not to be used")
    if options.merge_to:
        with open(options.merge_to, "wb") as merged:
            for part in parts:
                with open(part, "rb") as file:
                    shutil.copyfileobj(file, merged)
    print(f"{found} records in {len(parts)} parts", file=sys.stderr)


def quoted(text):
    """A word for RDD.pipe, which splits its command as a shell does."""
    return "'" + text.replace("'", "'\"'\"'") + "'"


if __name__ == "__main__":
    main()
