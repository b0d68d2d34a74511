"""Proves on large archives what the tests prove on small ones; `make prove-archive` runs it.

Prints a line for each proof, and fails in the end where one does not hold. Archives are made from the articles of the tests,
repeated and varied, with a fixed seed.
"""

import argparse
import glob
import gzip
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


def texts():
    names = sorted(glob.glob(os.path.join(ROOT, "Tests/EndToEndTests/Articles/*.txt")) + glob.glob(os.path.join(ROOT, "Tests/EndToEndTests/Articles/*.md")))
    return [open(name, encoding="utf-8").read() for name in names]


def make_archive(path, count, seed=1):
    """Articles of the tests, each with its own order of paragraphs, some left out, and some numbers changed."""
    chance = random.Random(seed)
    sources = [text.split("\n\n") for text in texts()]
    size = 0
    with open(path, "w", encoding="utf-8") as file:
        for number in range(count):
            paragraphs = list(chance.choice(sources))
            head, body = paragraphs[:2], paragraphs[2:]
            body = [part for part in body if chance.random() > 0.15]
            text = "\n\n".join(head + body)
            if chance.random() < 0.5:
                text = text.replace(chance.choice("23456789"), chance.choice("23456789"), 1)
            text += f"\n\nThis is article number {number + 100_000}.\n"
            size += len(text.encode())
            file.write(json.dumps({"id": f"article-{number:06}", "text": text}, ensure_ascii=False) + "\n")
    return size


def run(command, **options):
    """Runs a command; its seconds, its greatest memory in MB, and its exit status."""
    start = time.monotonic()
    process = subprocess.Popen(command, **options)
    _, status, usage = os.wait4(process.pid, 0)
    return time.monotonic() - start, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def digest(folder):
    """A digest of all files of a folder but the database's."""
    result = {}
    for base, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ".factlint"]
        for name in names:
            path = os.path.join(base, name)
            result[os.path.relpath(path, folder)] = hashlib.sha256(open(path, "rb").read()).hexdigest()
    return result


def times(folder):
    return {path: os.stat(path).st_mtime_ns for path in glob.glob(os.path.join(folder, "*.md"))}


failures = []


def check(holds, what):
    print(("ok    " if holds else "FAILS ") + what, flush=True)
    if not holds:
        failures.append(what)


def prove_speed(program, folder, count):
    archive = os.path.join(folder, "archive.jsonl")
    size = make_archive(archive, count)
    half = os.path.join(folder, "half.jsonl")
    with open(archive, "rb") as source, open(half, "wb") as target:
        for _ in range(count // 2):
            target.write(source.readline())
    out = os.path.join(folder, "out") + "/"
    seconds_half, _, _ = run([program, "check", half, "--output", os.path.join(folder, "half") + "/", "--fail-on", "never"])
    seconds, memory, status = run([program, "check", archive, "--output", out, "--fail-on", "never"])
    rate = count / seconds
    check(status == 0 and rate >= 3000, f"{count} articles of {size / count:.0f} bytes in {seconds:.1f} s: {rate:.0f} a second, {size / 1e6 / seconds:.1f} MB/s, {len(times(out))} reports")
    check(memory < 500, f"memory at most {memory:.0f} MB")
    check(seconds < 2.6 * seconds_half, f"half as many in {seconds_half:.1f} s: {seconds / seconds_half:.2f} times")
    before, digests = times(out), digest(out)
    seconds, memory, status = run([program, "check", archive, "--output", out, "--fail-on", "never"])
    check(status == 0 and count / seconds >= 30_000, f"again, unchanged: {seconds:.2f} s, {count / seconds:.0f} a second, {memory:.0f} MB")
    check(times(out) == before, "no report was written again")
    seconds, _, _ = run([program, "archive", "check", "--archive", out], stdout=subprocess.DEVNULL)
    print(f"      archive check over them: {seconds:.1f} s, database {os.path.getsize(out + '.factlint/archive.db') / 1e6:.0f} MB", flush=True)
    return archive, digests


def prove_kills(program, folder, archive, digests, kills):
    out = os.path.join(folder, "killed") + "/"
    chance = random.Random(7)
    killed = 0
    for _ in range(kills):
        process = subprocess.Popen([program, "check", archive, "--output", out, "--fail-on", "never"])
        time.sleep(chance.uniform(0.01, 6))
        killed += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
    seconds, _, status = run([program, "check", archive, "--output", out, "--fail-on", "never"])
    check(status == 0 and digest(out) == digests, f"killed {killed} times at random, then resumed in {seconds:.1f} s: the same {len(digests)} files")


def make_hostile(folder, count):
    """Files that nobody would write; returns how many were made."""
    chance = random.Random(3)
    names = ["a\nb", 'q"uo\'te', "..dots", "😀", " space ", "-rf", "tab\there", "per%cent", "back\\slash", "<b>", "$(x)", "né", "e\u0301"]
    base = os.fsencode(folder)
    made = 0
    good = texts()
    for number in range(count):
        sub = os.path.join(base, b"f%d" % (number % 50))
        os.makedirs(sub, exist_ok=True)
        name = f"{chance.choice(names)}{number}".encode()
        if number % 97 == 0:
            name += b"\xff\xfe"
        kind = number % 10
        data = bytes(chance.getrandbits(8) for _ in range(chance.randrange(400)))
        if kind == 1:
            data = gzip.compress(json.dumps({"id": f"g{number}", "text": chance.choice(good)}).encode() * 3)[: chance.randrange(10, 300)]
        elif kind >= 5:
            data = chance.choice(good).encode()
        ending = {0: b".txt", 1: b".jsonl.gz", 2: b".md", 3: b".jsonl", 4: b".bin"}.get(kind, b".txt")
        with open(os.path.join(sub, name + ending), "wb") as file:
            file.write(data)
        made += 1
    with open(os.path.join(folder, "long.jsonl"), "w") as file:
        file.write('{"id": "long", "text": "' + "x" * 100_000_000 + '"}\n{"id": "behind", "text": "Hello."}\n')
    deep = os.path.join(folder, "deep")
    for _ in range(900):
        deep = os.path.join(deep, "d")
    os.makedirs(deep)
    open(os.path.join(deep, "end.txt"), "w").write(good[0])
    os.symlink(folder, os.path.join(folder, "loop"))
    os.symlink("nowhere", os.path.join(folder, "dangling.txt"))
    os.mkfifo(os.path.join(folder, "pipe.txt"))
    unreadable = os.path.join(folder, "unreadable.txt")
    open(unreadable, "w").write(good[0])
    os.chmod(unreadable, 0)
    return made + 6


def prove_hostile(program, folder, count):
    archive, out = os.path.join(folder, "hostile"), os.path.join(folder, "hostile-out")
    os.makedirs(archive)
    made = make_hostile(archive, count)
    elsewhere = set(os.listdir(folder))
    # A file that changes all the time, while the archive is read.
    restless = os.path.join(archive, "f0", "restless.txt")
    changer = subprocess.Popen([sys.executable, "-c", f"import itertools\nfor i in itertools.count():\n open({restless!r},'w').write('x'*(i%5000))"])
    try:
        with open(os.path.join(folder, "errors"), "wb") as errors:
            seconds, memory, status = run([program, "check", archive, "--output", out, "--all", "--no-cache"], stderr=errors)
    finally:
        changer.kill()
        changer.wait()
    check(status == 2, f"a hostile archive of {made} files is read to its end in {seconds:.1f} s, status {status}, {memory:.0f} MB")
    pages = "".join(open(page, encoding="utf-8").read() for page in glob.glob(os.path.join(glob.escape(out), "index*.md")))
    listed = sum(line.startswith("- `") or line.startswith("- ") for line in pages.split("\n"))
    reports = sum(name.endswith(".md") and not name.startswith("index") for _, _, names in os.walk(out) for name in names)
    check(set(os.listdir(folder)) - elsewhere <= {"hostile-out", "errors"}, "nothing was written outside the output folder")
    lines = open(os.path.join(folder, "errors"), encoding="utf-8").read().split("\n")
    lines = [line for line in lines if line.startswith("factlint: ")]
    check(listed + reports >= made, f"{reports} articles have reports, {listed} places are listed with the reason: none is lost")
    check(len(lines) == len(set(lines)), f"{len(lines)} complaints, each once")


def prove_spark(program, folder, count):
    archive = os.path.join(folder, "spark.jsonl")
    size = make_archive(archive, count, seed=2)
    single = os.path.join(folder, "single.jsonl")
    with open(single, "wb") as file:
        seconds, _, _ = run([program, "check", archive, "--format", "jsonl"], stdout=file)
    job = os.path.join(ROOT, "Sources/Spark/check_archive.py")
    merged = os.path.join(folder, "spark-records.jsonl")
    command = [sys.executable, job, archive, "--output", os.path.join(folder, "spark"), "--factlint", program, "--merge-to", merged]
    spark, _, status = run(command + ["--slice", str(8 << 20)], stderr=subprocess.DEVNULL)
    same = open(single, "rb").read() == open(merged, "rb").read()
    check(status == 0 and same, f"Spark: {count} records, {size / 1e6:.0f} MB in {spark:.1f} s, one machine {seconds:.1f} s: the same bytes")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--factlint", required=True)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--only", choices=["speed", "hostile", "spark"])
    options = parser.parse_args()
    program = os.path.abspath(options.factlint)
    folder = tempfile.mkdtemp(prefix="factlint-prove-")
    os.chdir(folder)
    try:
        if options.only in (None, "speed"):
            archive, digests = prove_speed(program, folder, options.articles)
            prove_kills(program, folder, archive, digests, options.kills)
        if options.only in (None, "hostile"):
            prove_hostile(program, folder, options.files)
        if options.only in (None, "spark"):
            prove_spark(program, folder, options.articles)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if failures:
        sys.exit(f"{len(failures)} of the proofs do not hold")


if __name__ == "__main__":
    main()
