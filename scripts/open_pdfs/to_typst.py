"""Document -> Typst markup -> PDF by Typst (the Python package of that name)."""

import importlib
import os
import tempfile

from .document import unit_line
from .model import parts
from .ruling import fitted_widths
from .without_tables import chart_things

FONTS = {"zh": ["Noto Serif CJK SC", "Noto Sans CJK SC", "AR PL UMing CN", "WenQuanYi Zen Hei"],
         "en": ["Libertinus Serif", "New Computer Modern", "DejaVu Sans", "DejaVu Serif", "Noto Sans CJK SC"]}


def write_all(work):
    """Writes the files of all documents."""
    compiler = importlib.import_module("typst")
    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, "page.typ")
        for document, source, path in work:
            with open(name, "w", encoding="utf-8") as file:
                file.write(markup(document, source))
            compiler.compile(name, output=path)


def quoted(text):
    """A string of the markup language."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def words(text):
    """Text with raised marks and line breaks, as code in braces."""
    pieces = []
    for part, raised in parts(text):
        for number, line in enumerate(part.split("\n")):
            pieces += (["linebreak()"] if number else []) + ([f"super({quoted(line)})" if raised else f"text({quoted(line)})"] if line else [])
    return "{" + " + ".join(pieces) + "}" if pieces else "[]"


def markup(document, source):
    """The whole document as markup."""
    before, after = document.mark.split("{}") if document.mark else ("", "")
    numbering = f"numbering: (n, ..) => {quoted(before)} + str(n) + {quoted(after)}, " if document.mark else ""
    head = f"header: align({source.choice(['center', 'right'])}, text(size: 8pt, {quoted(document.running_head)})), " if document.running_head else ""
    indent = "(amount: 2em, all: true)" if document.language == "zh" else "0pt"
    lines = [f'#set page(paper: "a4", flipped: {str(document.landscape).lower()}, margin: {document.margin}pt, {numbering}{head})',
             f'#set text(font: {quoted(source.choice(FONTS[document.language]))}, lang: "{document.language}", size: {document.size}pt)',
             f"#set par(leading: {source.choice([.6, .7, .9])}em, justify: {str(document.justify).lower()}, first-line-indent: {indent})", "#set document(date: none)",
             "#set super(typographic: false)", f'#show table: set par(leading: .45em, justify: false, first-line-indent: 0pt)']
    lines += [block(kind, content, document, document.width) for kind, content in document.blocks]
    return "\n\n".join(lines) + "\n"


def flat(code):
    """Content without the indent of a paragraph."""
    return f"#[#set par(first-line-indent: 0pt)\n{code}]"


def block(kind, content, document, width):
    """One block."""
    if kind == "title":
        return flat(f"#align(center, text(size: 1.4em, weight: \"bold\", {words(content)}))")
    if kind == "head":
        return f'#block(above: 1.2em, below: .8em, sticky: true, text(size: 1.1em, weight: "bold", {words(content)}))'
    if kind == "para":
        return f"#par({words(content)})"
    if kind == "note":
        return flat(f"#text(size: .8em, {words(content)})")
    if kind == "table":
        return table_block(content, document, width)
    if kind == "turned":
        return f"#align(center, rotate({-90 if len(content.title) % 2 else 90}deg, reflow: true, block(width: 600pt)[\n{table_block(content, document, 600)}\n]))"
    if kind == "pair":
        half = (width - 30) / 2
        cells = ", ".join(f"[{table_block(one, document, half)}]" for one in content)
        return f"#block(breakable: false, grid(columns: ({half}pt, {half}pt), column-gutter: 30pt, {cells}))"
    if kind == "beside":
        one, texts, first = content
        half = (width - 24) / 2
        cells = [f"[{table_block(one, document, half)}]", "[" + "\n\n".join(f"#par({words(text)})" for text in texts) + "]"]
        return f"#block(breakable: false, grid(columns: ({half}pt, {half}pt), column-gutter: 24pt, {', '.join(cells if first else cells[::-1])}))"
    if kind == "columns":
        return "#columns(2, gutter: 22pt)[\n" + "\n\n".join(block(k, c, document, (width - 22) / 2) for k, c in content) + "\n]"
    return other_block(kind, content)


def other_block(kind, content):
    """Blocks of documents without tables, gaps and page ends."""
    lines = lambda texts: "{" + " + linebreak() + ".join(f"text({quoted(text)})" for text in texts) + "}"
    if kind == "gap":
        return f"#v({content}pt, weak: true)"
    if kind == "page":
        return "#pagebreak(weak: true)"
    if kind in ("contents", "leaders"):
        sign = "." if kind == "contents" else "…"
        return flat("\n\n".join(f"#par({{h({level}em); text({quoted(name)}); h(3pt); box(width: 1fr, repeat[{sign}]); h(3pt); text({quoted(number)})}})" for name, number, level in content))
    if kind == "form":
        return flat("\n\n".join(f"#par({{text({quoted(name)}); box(width: 170pt, stroke: (bottom: .5pt), inset: (bottom: 2pt), text({quoted(answer + ' ')}))}})" for name, answer in content))
    if kind == "notice":
        return f"#block(stroke: .7pt, inset: 8pt, width: 100%, {words(content)})"
    if kind in ("address", "sign"):
        return flat(f"#block(width: 100%, align({'right' if kind == 'sign' else 'left'}, {lines(content)}))")
    if kind == "two_addresses":
        return flat(f"#grid(columns: (1fr, 1fr), {lines(content[0])}, {lines(content[1])})")
    if kind == "bullets":
        return "#list(" + ", ".join(words(text) for text in content) + ")"
    if kind == "clauses":
        return flat("\n\n".join(f"#par(hanging-indent: 2.4em, {{box(width: 2.4em, text({quoted(number)})); text({quoted(text)})}})" for number, text in content))
    if kind == "formula":
        return flat(f"#par({{h(1fr); emph({quoted(content[0])}); h(1fr); text({quoted(content[1])})}})")
    if kind == "chart":
        return chart(content)
    raise ValueError(kind)


def chart(content):
    """A chart, drawn."""
    result = []
    for kind, *rest in chart_things(content):
        if kind == "text":
            x, y, anchor, text = rest
            place = {"start": 0, "middle": -60, "end": -120}[anchor]
            align = {"start": "left", "middle": "center", "end": "right"}[anchor]
            result.append(f"place(dx: {x + place:.1f}pt, dy: {y - 7:.1f}pt, box(width: 120pt, align({align}, text(size: 7.5pt, {quoted(text)}))))")
        elif kind == "line":
            x0, y0, x1, y1, share = rest
            result.append(f"place(line(start: ({x0:.1f}pt, {y0:.1f}pt), end: ({x1:.1f}pt, {y1:.1f}pt), stroke: .6pt + luma({int(share * 100)}%)))")
        else:
            x, y, w, h, share = rest
            result.append(f"place(dx: {x:.1f}pt, dy: {y:.1f}pt, rect(width: {w:.1f}pt, height: {h:.1f}pt, fill: luma({int(share * 100)}%)))")
    return "#align(center, box(width: 400pt, height: 190pt, align(top + left, {" + "; ".join(result) + "})))"


def table_block(table, document, width):
    """A table with its title, unit line and notes."""
    unit = unit_line(table, document.language)
    result = []
    if table.title:
        result.append(f'#block(width: 100%, above: 1em, below: .55em, sticky: true, align({document.title_align}, text(weight: "bold", {words(table.title)})))')
    if unit:
        result.append(f"#block(width: 100%, above: .5em, below: .5em, sticky: true, align({document.unit_align}, text(size: .85em, {words(unit)})))")
    result.append("#[#set par(first-line-indent: 0pt)\n" + table_markup(table, width) + "]")
    result += [f"#block(width: 100%, above: .5em, below: .5em, text(size: .8em, {words(note)}))" for note in table.notes]
    whole = "\n".join(result)
    if table.place == "columns":      # not over two columns of one page
        whole = f"#block(breakable: false, width: 100%)[{whole}]"
    return flat(whole)


def table_markup(table, width):
    """The table alone."""
    look = table.look
    widths = fitted_widths(table, look, width)
    places, cells = table.places(), []
    points = [max((len(cell.text.partition(".")[2]) for cell in table.cells if cell.column == column and cell.role == "value"), default=0) for column in range(table.width)]
    if table.repeat:
        cells.append("table.header(repeat: true,")
    for row in range(table.row_count):
        if table.repeat and row == table.header_rows:
            cells.append("),")
        for column in range(table.width):
            cell = places.get((row, column))
            if cell is None:
                cells.append(f"table.cell(x: {column}, y: {row}, {edges(look, row, column, 1, 1)})[],")
            elif (cell.row, cell.column) == (row, column):
                cells.append(cell_markup(cell, look, points[column]))
    columns = ", ".join(f"{width:.1f}pt" for width in widths)
    return (f"#align(center)[#set text(size: {look.size}pt)\n#table(columns: ({columns},), stroke: none,\n" + "\n".join(cells) + "\n)]")


def edges(look, row, column, row_span, column_span):
    """The strokes and ground of a cell."""
    sides = {"top": look.across.get((row, column)), "bottom": look.across.get((row + row_span, column)), "left": look.down.get((row, column)),
             "right": look.down.get((row, column + column_span))}
    strokes = ", ".join(f'{side}: {width}pt + rgb("{look.colour}")' for side, width in sides.items() if width)
    grey = look.fill.get((row, column))
    return f"stroke: ({strokes or ':'}), " + (f"fill: luma({int(grey * 100)}%)" if grey else "fill: none")


def cell_markup(cell, look, point):
    """One cell."""
    spans = f"rowspan: {cell.row_span}, colspan: {cell.column_span}, "
    top = "horizon" if look.middle or cell.middle else "top"
    inset = f"(x: {look.padding}pt, y: {look.row_padding + 1}pt, left: {look.padding + cell.level * look.indent * look.size:.1f}pt)"
    body = words(cell.text)
    whole, dot, rest = cell.text.partition(".")
    if look.point and point and cell.role == "value" and cell.align == "right" and whole.lstrip("-").replace(",", "").replace("\u00a0", "").isdigit():
        body = f"{{text({quoted(whole)}) + box(width: {.35 + .65 * point:.2f}em, align(left, text({quoted(dot + rest)})))}}"
    if cell.bold:
        body = f'text(weight: "bold", {body})'
    return (f"table.cell(x: {cell.column}, y: {cell.row}, {spans}{edges(look, cell.row, cell.column, cell.row_span, cell.column_span)}, breakable: false, "
            f"align: {cell.align} + {top}, inset: {inset}, {body}),")
