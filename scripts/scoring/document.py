"""Scores one document: its observations, its identity, its tables and its cells."""

import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation


@dataclass
class Score:
    """The counts of one document and, in words, where it differs from the truth."""

    path: str
    layout: str
    damage: list
    counts: Counter = field(default_factory=Counter)
    differences: list = field(default_factory=list)

    def badness(self):
        """How bad a document is: wrong values first, then what was missed or made up."""
        counts = self.counts
        return (100 * counts["wrong"] + counts["truth"] - counts["right"] + counts["predicted"] - counts["right"]
                + 5 * counts["tables_false"] + 5 * counts["tables_missed"] + counts["identity_wrong"] / 10)


def score_document(record, documents, tables, observations, cells):
    """All scores of one document against its record of the truth."""
    score = Score(record["path"], record["layout"], record["damage"])
    score.counts["documents"] = 1
    score_observations(score, record, observations)
    score_identity(score, record["identity"], documents)
    score_tables(score, record["tables"], tables, cells)
    return score


def number(text):
    """A number for comparison, or the text itself where it is none."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def plain(text):
    """A number in one spelling: `1.50` and `1.5` are the same."""
    value = number(text)
    return f"{value.normalize():f}" if isinstance(value, Decimal) and value.is_finite() else text


def score_observations(score, record, rows):
    """Observations right, missed, made up; wrong values; lost ones are passed over unless a different number stands."""
    lost = {tuple(key) for key in record["lost"]}
    truth = {(one["table"], one["item"], one["measure"]): one for one in record["observations"]}
    counts, seen = score.counts, set()
    for key, one in truth.items():
        if key not in lost:
            counts["truth"] += 1
            counts["truth_numbers"] += one["value_kind"] == "number"
    for row in rows:
        key, kind = (row["table"], row["item"], row["measure"]), row["value_kind"]
        expected = truth.get(key)
        same = expected is not None and (kind, number(row["value"])) == (expected["value_kind"], number(expected["value"]))
        counts["printed_numbers"] += kind == "number"
        if kind == "number" and not same:
            counts["wrong"] += 1
            score.differences.append(f"WRONG {' '.join(key)}: {row['value']}, truth {describe(expected)}")
        if key in lost or kind == "unresolved":
            counts["unresolved"] += kind == "unresolved"
            seen.add(key)
            continue
        counts["predicted"] += 1
        counts["predicted_numbers"] += kind == "number"
        if same and key not in seen:
            counts["right"] += 1
            counts["right_numbers"] += kind == "number"
            if kind == "number" and expected["unit"]:
                counts["units"] += 1
                counts["units_right"] += row["unit"] == expected["unit"]
        elif kind != "number":
            score.differences.append(f"{kind} {' '.join(key)}, truth {describe(expected)}")
        seen.add(key)
    missed = [key for key in truth if key not in lost and key not in seen]
    if missed:
        score.differences.append(f"missed {len(missed)}: {', '.join(' '.join(key) for key in missed[:4])}")


def describe(expected):
    """What the truth says of a variable, in words."""
    if expected is None:
        return "has no such variable"
    return expected["value"] if expected["value_kind"] == "number" else expected["value_kind"]


def score_identity(score, identity, documents):
    """Each field of the identity that the truth defines."""
    row = documents[0] if documents else {}
    score.counts["documents_found"] += bool(documents)
    for name, expected in identity.items():
        found = row.get(name, "(no row)")
        score.counts["identity " + name] += 1
        score.counts["identity_right " + name] += found == expected
        if found != expected:
            score.counts["identity_wrong"] += 1
            score.differences.append(f"{name}: {found or '(empty)'}, truth {expected or '(empty)'}")


def match_tables(truth_tables, rows):
    """Pairs (table of the truth, found row or None): by name in order, then what is left in order."""
    free, pairs = list(rows), []
    for table in truth_tables:
        found = next((row for row in free if row["table"] == table["table"]), None)
        if found is not None:
            free.remove(found)
        pairs.append([table, found])
    for pair in pairs:
        if pair[1] is None and free:
            pair[1] = free.pop(0)
    return pairs


def score_tables(score, truth_tables, rows, cells):
    """Tables expected, found and false; the cells of those whose tidy form the truth knows."""
    counts = score.counts
    counts["tables_expected"] += len(truth_tables)
    counts["tables_found"] += len(rows)
    counts["tables_missed"] += max(0, len(truth_tables) - len(rows))
    counts["tables_false"] += max(0, len(rows) - len(truth_tables))
    if len(rows) != len(truth_tables):
        score.differences.append(f"tables: {len(rows)} found, {len(truth_tables)} expected")
    names_found = Counter(row["table"] for row in rows)
    names_expected = Counter(table["table"] for table in truth_tables)
    counts["tables_named"] += sum((names_found & names_expected).values())
    score_pages(score, truth_tables, rows, names_found == names_expected)
    by_table = {}
    for cell in cells:
        by_table.setdefault(cell["table_id"], []).append(cell)
    for table, row in match_tables(truth_tables, rows):
        if "cells" in table:
            score_cells(score, table["cells"], by_table.get(row["table_id"], []) if row else [])


def score_pages(score, truth_tables, rows, names_right):
    """Tables that go on over pages, where the truth knows their pages: joined exactly if found once, from the first to the last."""
    for table, row in match_tables(truth_tables, rows):
        pages = [str(page) for page in table.get("pages", [])]
        if not pages or pages[0] == pages[-1]:
            continue
        score.counts["over_pages"] += 1
        found = [row.get("page_first", ""), row.get("page_last", "")] if row else []
        if names_right and found == pages:
            score.counts["joined"] += 1
        else:
            score.differences.append(f"over pages: {table['table'] or 'table'} on {'-'.join(found) or 'none'}, truth {'-'.join(pages)}")


def score_cells(score, truth_cells, found_cells):
    """Cells as a multiset; spaces in labels and texts do not count. Once with blanks and once without."""
    truth = Counter(cell_key(cell) for cell in truth_cells)
    found = Counter(cell_key(cell) for cell in found_cells)
    counts = score.counts
    for suffix, keep in (("", lambda key: True), ("_printed", lambda key: key[2] != "blank")):
        left = Counter({key: count for key, count in truth.items() if keep(key)})
        right = Counter({key: count for key, count in found.items() if keep(key)})
        counts["cells_truth" + suffix] += sum(left.values())
        counts["cells_found" + suffix] += sum(right.values())
        counts["cells_right" + suffix] += sum((left & right).values())
    extra = [key for key in found - truth if key[2] != "blank"]
    gone = [key for key in truth - found if key[2] != "blank"]
    if extra or gone:
        show = lambda keys: "; ".join(" | ".join(map(str, key)) for key in keys[:2])
        score.differences.append(f"cells: {len(extra)} extra ({show(extra)}), {len(gone)} missing ({show(gone)})")


def cell_key(cell):
    """What makes two cells the same."""
    label = lambda text: re.sub(r"\s+", "", text[1:] if text.startswith("'") else text)
    kind = cell["value_kind"]
    content = plain(cell["value"]) if kind == "number" else label(cell["text"])
    return label(cell["row_label"]), label(cell["column_label"]), kind, content
