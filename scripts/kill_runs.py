#!/usr/bin/env python3
"""Reports -> runs that are killed, or whose disk fills up: the published set stays whole, and the next run ends right.

Each round changes a few reports, starts a run, and kills it with SIGKILL at a random moment: while it reads, writes, or switches to
the new set. Then the published set must be whole and of one run (every file as datapackage.json has its hash), every plain name must
hold a file of the old set or the new one, and the next run must end with 0 and leave what a run with an empty output folder writes.
The same with a tmpfs that is too small (root only; skipped with a message otherwise). Standard library only.

    python3 scripts/kill_runs.py --from sample_corpus --binary target/release/baobiao --kills 300 --seed 1
"""

import argparse
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
from collections import Counter
from pathlib import Path

OF_THE_RUN = {"run.json", "changes.csv"}
ENDED = "ended before"


def digest(path):
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def files(folder):
    """The datasets of a folder by name."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path for path in found if ".baobiao" not in path.relative_to(folder).parts}


def check_whole(folder):
    """Every file that the data package names is there and has its hash."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        for file in resource.get("files", [resource]):
            name = file["path"]
            assert (folder / name).is_file(), f"{name} is missing"
            assert file["hash"].removeprefix("sha256:") == digest(folder / name), f"{name} is of another run"
    json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert (folder / "changes.csv").is_file()


def contents(folder):
    """The datasets that say nothing of the run, by hash."""
    return {name: digest(path) for name, path in files(folder).items() if name not in OF_THE_RUN}


class World:
    """The reports, the datasets, and a binary to make them."""

    def __init__(self, args, rng):
        self.rng, self.binary, self.options = rng, Path(args.binary).resolve(), args.option
        self.home = Path(tempfile.mkdtemp(prefix="kill-runs-"))
        self.reports, self.out = self.home / "in", self.home / "out"
        sources = sorted(path for path in Path(args.source).rglob("*") if path.suffix in {".txt", ".md", ".pdf"})
        for number in range(args.documents):
            source = sources[number % len(sources)]
            target = self.reports / f"{number % 7}" / f"{number}-{source.name}"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes() + f"\n{number}\n".encode())

    def change(self, count):
        """Other bytes in a few reports, so that each run has something to read and to publish."""
        for path in self.rng.sample(sorted(path for path in self.reports.rglob("*") if path.is_file()), count):
            with path.open("ab") as file:
                file.write(f"\n{self.rng.random()}\n".encode())

    def start(self, out=None, *options):
        """Starts a run."""
        command = [self.binary, "run", self.reports, "--out", out or self.out, "--quiet", *self.options, *options]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def run(self, out=None, *options):
        """A run to its end; its exit code and words."""
        process = self.start(out, *options)
        words = process.communicate()[1]
        return process.returncode, words

    def check_next(self, compare):
        """The next run ends right: the same under `current` and under the plain names, and as a fresh one has it."""
        code, words = self.run()
        assert code == 0, f"the next run ended with {code}: {words}"
        check_whole(self.out)
        assert {name: digest(path) for name, path in files(self.out).items()} == {
            name: digest(path) for name, path in files(self.out / ".baobiao" / "current").items()
        }, "plain names and current differ"
        if compare:
            fresh = self.home / "fresh"
            code, words = self.run(fresh)
            assert code == 0, words
            assert contents(self.out) == contents(fresh), "the datasets are not those of a fresh run"
            shutil.rmtree(fresh)


def kill_once(world, length):
    """Kills a run at a random moment and says where it was."""
    current = world.out / ".baobiao" / "current"
    before, old = os.readlink(current), {name: digest(path) for name, path in files(world.out).items()}
    began, process = time.monotonic(), world.start()
    # Half of the kills come where the files are flushed, switched and linked.
    start = 0 if world.rng.random() < 0.5 else 0.7 * length
    delay = world.rng.uniform(start, 1.1 * length)
    while process.poll() is None and time.monotonic() - began < delay:
        time.sleep(0.0005)
    ended = process.poll() is not None
    if not ended:
        process.send_signal(signal.SIGKILL)
    process.communicate()
    check_whole(current)
    new = {name: digest(path) for name, path in files(current).items()}
    for name, path in files(world.out).items():
        assert digest(path) in {old.get(name), new.get(name)}, f"{name} is of neither set"
    if ended:
        return ENDED
    if os.readlink(current) != before:
        linked = json.loads((world.out / ".baobiao" / "linked.json").read_text(encoding="utf-8"))["set"]
        return "after the links" if f"sets/{linked}" == os.readlink(current) else "between switch and links"
    made = world.out / ".baobiao" / "sets" / "new"
    if not made.exists():
        return "before the first file"
    return "in writing" if any(made.glob("documents*")) else "in reading"


def kills(world, args):
    """All rounds with SIGKILL."""
    began = time.monotonic()
    code, words = world.run()
    assert code == 0, words
    world.change(max(1, args.documents // 4))
    began = time.monotonic()
    assert world.run()[0] == 0
    length, places, killed, rounds = time.monotonic() - began, Counter(), 0, 0
    while killed < args.kills:
        world.change(max(1, args.documents // 4))
        place = kill_once(world, length)
        places[place] += 1
        rounds += 1
        killed += place != ENDED
        # A run that was over before its moment says that runs have become faster, or the machine less busy.
        length *= 0.93 if place == ENDED else 1.02
        world.check_next(compare=rounds % 10 == 0)
        if rounds % 50 == 0:
            print(f"{killed} kills, a run takes {length:.2f} s: {dict(places)}", flush=True)
    del places[ENDED]
    return places


def full_disks(world, rounds):
    """Output on a tmpfs that is too small: a clear message, the old set untouched, and a run that ends right when there is room."""
    if os.geteuid() != 0:
        print("full disk: skipped, mounting a tmpfs needs root")
        return None
    disk, results = world.home / "disk", Counter()
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512m", "tmpfs", disk]
    if subprocess.run(mount, stderr=subprocess.DEVNULL, check=False).returncode != 0:
        print("full disk: skipped, no tmpfs can be mounted here")
        return None
    try:
        out = disk / "out"
        assert world.run(out)[0] == 0
        for _ in range(rounds):
            world.change(10)
            statistics = os.statvfs(disk)
            used = (statistics.f_blocks - statistics.f_bfree) * statistics.f_frsize
            room = int(used * world.rng.uniform(0.0, 0.8))
            subprocess.run(["mount", "-o", f"remount,size={(used + room) // 1024}k", disk], check=True)
            before = {name: digest(path) for name, path in files(out).items()}
            code, words = world.run(out)
            results[code] += 1
            check_whole(out / ".baobiao" / "current")
            if code != 0:
                assert code == 1 and words.count("\n") == 1, words
                assert "full" in words or "space" in words, words
                assert before == {name: digest(path) for name, path in files(out).items()}, "the old set was touched"
            subprocess.run(["mount", "-o", "remount,size=512m", disk], check=True)
            code, words = world.run(out)
            assert code == 0, words
            check_whole(out)
    finally:
        subprocess.run(["umount", disk], check=False)
    return results


def main():
    """All of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="source", default="sample_corpus", help="folder of reports to copy")
    parser.add_argument("--binary", default="target/release/baobiao")
    parser.add_argument("--documents", type=int, default=120, help="reports in the folder")
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--full-disks", type=int, default=30)
    parser.add_argument("--option", action="append", default=[], help="handed to every run, such as --option=--partition=year")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    world = World(args, random.Random(args.seed))
    try:
        places = kills(world, args)
        print(f"SIGKILL: {sum(places.values())} runs, all sets whole, every next run right; {dict(places)}")
        results = full_disks(world, args.full_disks)
        if results is not None:
            print(f"full disk: {sum(results.values())} runs, old sets untouched; exit codes {dict(results)}")
    finally:
        shutil.rmtree(world.home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
