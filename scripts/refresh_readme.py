#!/usr/bin/env python3
"""Run the commands in README.md again and put their output below them.

    cargo build --release && python3 scripts/refresh_readme.py

A command stands behind `$ ` on the first line of a ```console block; the rest of the block is what it prints.
Only the Python standard library is needed.
"""

import os
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n.*?```", re.DOTALL)


def run(command):
    """What the command prints on stdout, in a window of 100 columns."""
    path = f"{ROOT / 'target' / 'release'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1"}
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    return done.stdout.decode().rstrip("\n")


def main():
    """Rewrite README.md."""
    readme = ROOT / "README.md"
    fresh = BLOCK.sub(
        lambda block: f"```console\n$ {block['command']}\n{run(block['command'])}\n```",
        readme.read_text(encoding="utf-8"),
    )
    readme.write_text(fresh, encoding="utf-8")


if __name__ == "__main__":
    main()
