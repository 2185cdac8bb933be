"""Reads truth and datasets document by document in path order, so that large corpora need little memory."""

import csv
import json
import sys

csv.field_size_limit(1 << 30)


class TruthFile:
    """The records of a truth file in bytewise path order, parsed one at a time."""

    def __init__(self, path):
        self.file = path / "truth.jsonl" if path.is_dir() else path
        if not self.file.is_file():
            sys.exit(f"score_datasets: no truth at {self.file}")

    def __iter__(self):
        places = []
        with open(self.file, "rb") as stream:
            offset = 0
            for line in stream:
                if line.strip():
                    places.append((json.loads(line)["path"].encode(), offset))
                offset += len(line)
            for _, offset in sorted(places):
                stream.seek(offset)
                yield json.loads(stream.readline())


class CsvGroups:
    """The rows of a dataset grouped by the document they belong to; the file is sorted by path."""

    def __init__(self, file, key):
        self.file, self.key = file, key
        if not file.is_file():
            sys.exit(f"score_datasets: no dataset at {file}")
        self.rows = csv.DictReader(open(file, encoding="utf-8-sig", newline=""))
        self.row = next(self.rows, None)
        self.last = b""

    def take(self, path):
        """The rows of one document; asked for in path order. Rows of documents without truth are passed over."""
        wanted, taken = path.encode(), []
        while self.row is not None:
            here = self.key(self.row).encode() or self.last
            if here > wanted:
                break
            if here < self.last:
                sys.exit(f"score_datasets: {self.file} is not sorted by path at {here.decode()}")
            self.last = here
            if here == wanted:
                taken.append(self.row)
            self.row = next(self.rows, None)
        return taken

    def column(self, key, value):
        """A mapping from one column to another over the whole file; the first row of a key counts."""
        found = {}
        while self.row is not None:
            if self.row.get("status") != "duplicate":
                found.setdefault(self.row[key], self.row[value])
            self.row = next(self.rows, None)
        return found
