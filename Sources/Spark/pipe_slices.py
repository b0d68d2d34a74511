"""Reads lines that name slices of an archive, hands each slice to Factlint, and passes on what it writes.

Called by RDD.pipe with the program and its options; see check_archive.py.
"""

import os
import subprocess
import sys
import threading

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from slices import lines  # noqa: E402


def feed(process, piece, failures):
    try:
        with process.stdin:
            for line in lines(piece):
                process.stdin.write(line)
    except BaseException as error:  # told by the main thread
        failures.append(error)


def main():
    program, options = sys.argv[1], sys.argv[2:]
    for line in sys.stdin:
        path, start, end, first = line.rstrip("\n").split("\t")
        path = path.replace("\\t", "\t").replace("\\\\", "\\")
        command = [program, "check", "-", "--input-format", "jsonl", "--format", "jsonl", "--jobs", "1", "--first-line", first, *options]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        failures = []
        feeder = threading.Thread(target=feed, args=(process, (path, int(start), int(end)), failures))
        feeder.start()
        while chunk := process.stdout.read(1 << 16):
            sys.stdout.buffer.write(chunk)
        feeder.join()
        if process.wait() != 0 or failures:
            sys.exit(f"pipe_slices: {path} from byte {start}: status {process.returncode} {failures}")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
