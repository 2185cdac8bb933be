"""Tables of a document as found and as in the truth -> what is found, exact, adjacent, right and wrong."""

import functools
import re
import unicodedata
from collections import Counter
from decimal import Decimal, InvalidOperation

SIGNS = str.maketrans("‐‑−–—―’‘", "------''")


@functools.lru_cache(maxsize=1 << 18)
def norm(text):
    """A text for comparison: without spaces, one form for look-alikes."""
    return re.sub(r"[\s\u00ad\u200b]", "", unicodedata.normalize("NFKC", text or "").translate(SIGNS))


def relations(cells):
    """Each printed cell and its nearest printed neighbour to the right and below, as texts: the relations of the ICDAR 2013 competition."""
    texts, rows, columns = [norm(cell["text"]) for cell in cells], {}, {}
    for number, cell in enumerate(cells):
        if texts[number]:
            for row in range(cell["row"], cell["row"] + cell.get("rowspan", 1)):
                for column in range(cell["col"], cell["col"] + cell.get("colspan", 1)):
                    rows.setdefault(row, {}).setdefault(column, number)
                    columns.setdefault(column, {}).setdefault(row, number)
    found = set()
    for way, lines in (("right", rows), ("below", columns)):
        for line in lines.values():
            order = [line[place] for place in sorted(line)]
            found |= {(a, b, way) for a, b in zip(order, order[1:]) if a != b}
    return Counter((texts[a], texts[b], way) for a, b, way in found)


def compressed(cells):
    """(row, column) of each printed cell, counted over rows and columns with something printed."""
    printed = [cell for cell in cells if norm(cell["text"])]
    rows = {row: n for n, row in enumerate(sorted({cell["row"] for cell in printed}))}
    columns = {column: n for n, column in enumerate(sorted({cell["col"] for cell in printed}))}
    return printed, rows, columns


def differences(truth, found):
    """Cells at other places than in the truth, in words; none if the grid is exact. What the print leaves open is left open."""
    printed, rows, columns = compressed(truth)
    others, other_rows, other_columns = compressed(found)
    free = {}
    for cell in others:
        free.setdefault(norm(cell["text"]), []).append((other_rows[cell["row"]], other_columns[cell["col"]]))
    result = []
    for cell in sorted(printed, key=lambda one: "rows" in one or "cols" in one):
        place = rows[cell["row"]], columns[cell["col"]]
        first, last = cell.get("rows", [cell["row"]] * 2)
        allowed_rows = {rows[row] for row in range(first, last + 1) if row in rows}
        first, last = cell.get("cols", [cell["col"]] * 2)
        allowed_columns = {columns[column] for column in range(first, last + 1) if column in columns}
        names = [norm(cell["text"]), norm(cell.get("unmarked", cell["text"]))]
        hit = next(((name, one) for name in names for one in sorted(free.get(name, []), key=lambda one: one != place)
                    if one == place or one[0] in allowed_rows and one[1] in allowed_columns), None)
        if hit:
            free[hit[0]].remove(hit[1])
        else:
            elsewhere = [one for name in names for one in free.get(name, [])]
            result.append(f"{cell['text'][:24]!r} at {place} {'is at ' + str(elsewhere[0]) if elsewhere else 'not found'}")
    left = [f"extra {name[:24]!r} at {one}" for name, places in free.items() for one in places]
    return result + left


def pages_of(table):
    """The first and last page of a table that was found; nothing where it is not said."""
    pages = table.get("pages") or [table.get("page")]
    return [] if None in pages else [pages[0], pages[-1]]


def match_tables(truth, found):
    """Pairs (number in the truth, number found, shared relations), those that share most first; each table once."""
    wanted, had = [relations(table["cells"]) for table in truth], [relations(table["cells"]) for table in found]
    shares = []
    for i, one in enumerate(truth):
        for j, other in enumerate(found):
            pages = pages_of(other)
            shared = sum((wanted[i] & had[j]).values())
            if shared and (not pages or pages[0] <= one["pages"][-1] and one["pages"][0] <= pages[-1]):
                shares.append((shared, -sum(had[j].values()), -i, -j))
    pairs, used, taken, touched = [], set(), set(), set()
    for shared, _, i, j in sorted(shares, reverse=True):
        touched.add(-j)
        if -i not in used and -j not in taken:
            used.add(-i)
            taken.add(-j)
            pairs.append((-i, -j, shared))
    return pairs, wanted, had, touched


def number(text):
    """A number, or None."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def path_fits(printed, truth):
    """Whether a path of labels is that of the truth: all that is required, in order, nothing else."""
    parts = [norm(part) for part in printed.split(" / ")] if printed else []
    place = 0
    for text, unmarked, required in truth:
        if place < len(parts) and parts[place] in (norm(text), norm(unmarked)):
            place += 1
        elif required and not (place and parts[place - 1] in (norm(text), norm(unmarked))):
            return False
    return place == len(parts)


def same_content(row, value):
    """Whether a found cell says what the truth says."""
    text = norm(row["text"].removeprefix("'"))
    equal = row["value_kind"] == "number" and number(row["value"]) is not None and number(row["value"]) == number(value["value"])
    if value["kind"] == "number":
        return equal
    return equal and value["kind"] == "marked" or text == norm(value["text"])


def score_values(values, rows, cells=(), judged=None):
    """The value cells of one table (a Counter), and differences in words. Blank cells are passed over.

    `cells`: all that the table prints. wrong: a number whose labels are those of another value, or that the table does not print;
    misplaced: printed, but the labels fit no cell. `judged` is given (confidence, right) for each row that gives a value.
    """
    counts, words = Counter(), []
    wanted = [value for value in values if value["kind"] != "blank"]
    rows = [row for row in rows if row["value_kind"] != "blank"]
    counts["cells_truth"], counts["cells_found"] = sum("open" not in value for value in wanted), len(rows)
    numbers = {number(value["value"]) for value in values} | {number(norm(cell["text"])) for cell in cells}
    left = list(range(len(wanted)))
    for row in rows:
        fits = [i for i in range(len(wanted)) if path_fits(row["row_label"], wanted[i]["row"]) and path_fits(row["column_label"], wanted[i]["column"])]
        right = next((i for i in fits if i in left and same_content(row, wanted[i])), None)
        if judged is not None and row["value_kind"] != "unresolved":
            judged.append((float(row["confidence"]), right is not None))
        if right is not None:
            left.remove(right)
            if "open" in wanted[right]:
                counts["cells_found"] -= 1
                continue
            counts["cells_right"] += 1
            if wanted[right]["unit"] is not None and wanted[right]["kind"] == "number":
                counts["units"] += 1
                counts["units_right"] += norm(row["unit"]) == norm(wanted[right]["unit"])
            continue
        line = f"{row['row_label']} | {row['column_label']} = {row['text'][:20]} ({row['value_kind']})"
        if row["value_kind"] == "number":
            blank_there = any(path_fits(row["row_label"], value["row"]) and path_fits(row["column_label"], value["column"]) for value in values)
            is_wrong = number(row["value"]) not in numbers or bool(fits) or blank_there
            counts["wrong" if is_wrong else "misplaced"] += 1
            words.append(("WRONG " if is_wrong else "misplaced ") + line)
        else:
            words.append("extra " + line)
    left = [i for i in left if "open" not in wanted[i]]
    words.sort(key=lambda text: not text.startswith("WRONG"))
    if left:
        show = lambda value: " / ".join(part[0] for part in value["row"]) + " | " + " / ".join(part[0] for part in value["column"]) + " = " + value["text"]
        words.append(f"missed {len(left)}: " + "; ".join(show(wanted[i]) for i in left[:2]))
    return counts, words
