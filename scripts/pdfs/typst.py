"""Report -> Typst markup -> PDF by Typst (the Python package of that name)."""

import importlib
import os
import tempfile

from .report import weighted

compiler = importlib.import_module("typst")

FONTS = ["Noto Serif CJK SC", "Noto Sans CJK SC", "AR PL UMing CN", "WenQuanYi Zen Hei"]


def write(report, source, path):
    """Writes the report's file."""
    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, "page.typ")
        with open(name, "w", encoding="utf-8") as file:
            file.write(markup(report, source))
        compiler.compile(name, output=path)


def quoted(text):
    """A string of the markup language."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Habits:
    """How one document is set."""

    def __init__(self, report, source):
        self.size = source.choice([10.5, 12, 14])
        self.table_size = source.choice([7, 8, 9])
        self.repeat = source.random() < .35
        self.upright = source.random() < .35
        self.number_align = weighted(source, {"center": 75, "right": 20, "left": 5})
        self.vertical = weighted(source, {"horizon": 80, "top": 20})
        self.inset = source.choice(["2pt", "3pt", "(x: 2pt, y: 4pt)"])
        self.shade = source.random() < .2
        self.breakable = source.random() < .6
        way = weighted(source, {"plain": 45, "thin": 15, "dotted": 7, "dashed": 8, "no_sides": 12, "thick_frame": 13})
        self.stroke = {"plain": ".5pt", "thin": ".3pt + luma(40%)", "dotted": '(thickness: .6pt, dash: "dotted")',
                       "dashed": '(thickness: .5pt, dash: "dashed")', "thick_frame": ".5pt",
                       "no_sides": "(x, y) => (top: .5pt, bottom: .5pt, left: if x > 0 { .5pt } else { none })"}[way]
        self.frame = way == "thick_frame"
        names = {"rules_" + way: True, "label_stacked": self.upright, "header_shade": self.shade}
        report.damages.update(name for name, there in names.items() if there)


def markup(report, source):
    """The whole document as markup."""
    habits = Habits(report, source)
    mark = weighted(source, {"": 25, "— 1 —": 40, "- 1 -": 12, "1": 13, "1 / 1": 10})
    landscape = source.random() < .1
    head = source.random() < .2
    report.damages.update(name for name, there in {"page_marks": mark, "landscape": landscape, "running_head": head}.items() if there)
    lines = [f'#set page(paper: "a4", flipped: {str(landscape).lower()}, margin: {source.choice([54, 64, 72])}pt, '
             + (f'numbering: {quoted(mark)}, ' if mark else "")
             + (f'header: align(center, text(size: 8pt, {quoted(report.running_head)})), ' if head else "") + ")",
             f'#set text(font: {quoted(source.choice(FONTS[2:] if report.short else FONTS))}, lang: "zh", region: "cn", size: {habits.size}pt)',
             f"#set par(leading: {source.choice([.7, .9, 1.1])}em, justify: {source.choice(['true', 'false'])})", "#set document(date: none)"]
    for kind, content in report.items:
        lines.append(table(content, habits, report) if kind == "table" else block(kind, content, habits))
    return "\n\n".join(lines) + "\n"


def block(kind, content, habits):
    """Anything but a table."""
    if kind == "title":
        return "#align(center, text(size: 1.5em, weight: \"bold\", {" + " + linebreak() + ".join(map(quoted, content)) + "}))"
    if kind == "sign":
        return "#align(right, {" + " + linebreak() + ".join(map(quoted, content)) + "})"
    if kind == "form_lines":
        return "\n\n".join(f'#par({{{quoted(name)}; box(width: 180pt, stroke: (bottom: .5pt), inset: (bottom: 2pt), {quoted(answer + " ")})}})'
                           for name, answer in content)
    if kind == "columns":
        return "#columns(2)[" + "\n\n".join(f"#text({quoted('　　' + text)})" for text in content) + "]"
    if kind == "contents":
        return "\n\n".join(f"#par({{{quoted(name)}; box(width: 1fr, repeat[.]); {quoted(number)}}})" for name, number in content)
    if kind == "boxes":
        return "\n\n#align(center, \"↓\")\n\n".join(f"#align(center, rect(stroke: .6pt, {quoted(step)}))" for step in content)
    if kind == "page":
        return "#pagebreak(weak: true)"
    if kind == "notice":
        return f"#block(stroke: .7pt, inset: 8pt, width: 100%, {quoted(content)})"
    if kind in ("para", "head"):
        weight = ', weight: "bold"' if kind == "head" else ""
        return f"#text({quoted('　　' + content)}{weight})"
    align = {"caption": "center", "unit": "right"}.get(kind, "left")
    size = habits.size if kind == "caption" else habits.table_size
    return f"#align({align}, text(size: {size}pt, {quoted(content or ' ')}))"


def table(grid, habits, report):
    """A table with its spans."""
    columns = {"requests": "(1.6em, 5em, 1fr" + ", 3.6em" * 7 + ")" if habits.upright else "(4.2em, 5em, 1fr" + ", 3.6em" * 7 + ")",
               "review_litigation": "(1fr,) * 15", "disclosure": "(31fr, 23fr, 23fr, 23fr)",
               "statistics": "(1fr, 4em, 7em)"}.get(grid.table, f"(auto,) * {grid.width}")
    heads = len(grid.header_rows) if grid.table != "disclosure" else 0
    cells = []
    if heads:
        if habits.repeat:
            report.damages.add("headers_repeated")
        cells.append(f"  table.header(repeat: {str(habits.repeat).lower()},")
    for row in range(grid.row_count):
        if heads and row == heads:
            cells.append("  ),")
        cells.extend("  " + cell_markup(grid, cell, habits) for cell in grid.row_cells(row))
    inner = (f"#[\n#set text(size: {habits.table_size}pt)\n#set par(leading: .45em, justify: false)\n#set align(center)\n"
             f"#table(columns: {columns}, stroke: {habits.stroke}, inset: {habits.inset},\n" + "\n".join(cells) + "\n)\n]")
    return inner.replace("#table(", "#block(stroke: 1.2pt, table(").replace("\n)\n]", "\n))\n]") if habits.frame else inner


def cell_markup(grid, cell, habits):
    """One cell."""
    upright = grid.table == "requests" and cell.row_span > 10 and cell.column == 0
    options = [f"{name}: {count}" for name, count in (("rowspan", cell.row_span), ("colspan", cell.column_span)) if count > 1]
    align = habits.number_align if cell.role == "value" else "left" if cell.role == "label" and not upright else "center"
    options.append(f"align: {align} + {habits.vertical}")
    if not habits.breakable:
        options.append("breakable: false")
    if habits.shade and cell.role in ("header", "corner", "block"):
        options.append("fill: luma(90%)")
    lines = cell.lines if cell.role in ("header", "corner") else list(cell.text.replace(" ", "")) if upright and habits.upright else [cell.text]
    body = "{" + " + linebreak() + ".join(map(quoted, lines)) + "}" if any(lines) else "[]"
    return f"table.cell({', '.join(options)}, {body}),"
