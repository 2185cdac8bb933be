"""Document -> HTML -> PDF by headless Chromium."""

import html
import os
import re
import tempfile

from pdfs.chromium import Browser

from .document import unit_line
from .model import parts
from .ruling import fitted_widths
from .without_tables import chart_svg

FONTS = {"zh": ["'Noto Serif CJK SC'", "'Noto Sans CJK SC'", "'WenQuanYi Zen Hei'", "'AR PL UMing CN'"],
         "en": ["'DejaVu Serif'", "'DejaVu Sans'", "'DejaVu Sans Condensed'", "'Noto Sans CJK SC'", "'Noto Serif CJK SC'"]}


def write_all(work):
    """Writes the files of all documents with one browser."""
    with tempfile.TemporaryDirectory() as folder, Browser(folder) as browser:
        for document, source, path in work:
            page = os.path.join(folder, "page.html")
            with open(page, "w", encoding="utf-8") as file:
                file.write(whole_page(document, source))
            data = browser.print("file://" + page, tagged=source.random() < .3)
            with open(path, "wb") as file:
                file.write(re.sub(rb"\(D:\d{14}", b"(D:20260101000000", data))


def whole_page(document, source):
    """The HTML of a document."""
    align = "justify" if document.justify else "left"
    boxes = ""
    if document.mark:
        before, after = document.mark.split("{}")
        boxes += f'@bottom-center{{content:"{before}" counter(page) "{after}";font-size:8pt}}'
    if document.running_head:
        boxes += f'@top-{source.choice(["center", "right"])}{{content:"{document.running_head}";font-size:8pt}}'
    indent = "2em" if document.language == "zh" else "0"
    sheet = [f"@page{{size:A4{' landscape' if document.landscape else ''};margin:{document.margin}pt;{boxes}}}",
             f"body{{font-family:{source.choice(FONTS[document.language])};font-size:{document.size}pt;line-height:{source.choice([1.3, 1.5, 1.7])};margin:0}}",
             f"p{{text-align:{align};text-indent:{indent};margin:.35em 0}}h1{{font-size:1.4em;text-align:center}}h2{{font-size:1.1em}}",
             f"p.flat{{text-indent:0}}.title{{text-align:{document.title_align};text-indent:0;font-weight:bold;break-after:avoid}}"
             f".unit{{text-align:{document.unit_align};text-indent:0;font-size:.85em;break-after:avoid}}.note{{font-size:.8em;text-indent:0}}",
             "table{border-collapse:collapse;line-height:1.25}td{white-space:pre-line}tr{break-inside:avoid}sup{font-size:.65em;line-height:0}"]
    body = "\n".join(block(kind, content, document) for kind, content in document.blocks)
    return (f"<!DOCTYPE html><html lang='{document.language}'><head><meta charset='utf-8'><title></title><style>" + "\n".join(sheet)
            + f"</style></head><body>\n{body}\n</body></html>\n")


def words(text):
    """Text with raised marks."""
    return "".join(f"<sup>{html.escape(part)}</sup>" if raised else html.escape(part) for part, raised in parts(text))


def block(kind, content, document):
    """The HTML of one block."""
    if kind in ("title", "head", "para", "note"):
        tag = {"title": "h1", "head": "h2"}.get(kind, "p")
        return f"<{tag}{' class=note' if kind == 'note' else ''}>{words(content)}</{tag}>"
    if kind in ("table", "turned"):
        inner = table_block(content, document, document.width if kind == "table" else 600)
        if kind == "table":
            return inner
        return f"<div style='writing-mode:sideways-lr;break-inside:avoid;margin:0 auto;height:640pt'>{inner}</div>"
    if kind == "pair":
        half = (document.width - 30) / 2
        cells = "".join(f"<div style='width:{half:.0f}pt'>{table_block(one, document, half)}</div>" for one in content)
        return f"<div style='display:flex;justify-content:space-between;align-items:flex-start;break-inside:avoid'>{cells}</div>"
    if kind == "beside":
        one, texts, first = content
        half = (document.width - 24) / 2
        sides = [f"<div style='width:{half:.0f}pt'>{table_block(one, document, half)}</div>",
                 f"<div style='width:{half:.0f}pt'>" + "".join(f"<p>{words(text)}</p>" for text in texts) + "</div>"]
        return f"<div style='display:flex;justify-content:space-between;align-items:flex-start;break-inside:avoid'>{''.join(sides if first else sides[::-1])}</div>"
    if kind == "columns":
        half = Narrow(document, (document.width - 22) / 2)
        return "<div style='columns:2;column-gap:22pt'>" + "".join(block(k, c, half) for k, c in content) + "</div>"
    return other_block(kind, content)


def other_block(kind, content):
    """Blocks of documents without tables, gaps and page ends."""
    if kind == "gap":
        return f"<div style='height:{content}pt'></div>"
    if kind == "page":
        return "<div style='break-before:page'></div>"
    if kind in ("contents", "leaders"):
        return "".join(f"<p class=flat style='display:flex;padding-left:{level}em'><span>{words(name)}</span><span style='flex:1;overflow:hidden;white-space:nowrap;height:1.4em'>"
                       f"{'.' * 200 if kind == 'contents' else '…' * 60}</span><span>{number}</span></p>" for name, number, level in content)
    if kind == "form":
        return "".join(f"<p class=flat>{words(name)}<span style='display:inline-block;width:170pt;border-bottom:.6pt solid #000'>{words(answer)}&nbsp;</span></p>" for name, answer in content)
    if kind == "notice":
        return f"<div style='border:.8pt solid #000;padding:6pt 9pt;margin:6pt 0'>{words(content)}</div>"
    if kind in ("address", "sign"):
        side = "right" if kind == "sign" else "left"
        return f"<div style='text-align:{side};margin:8pt 0'>" + "<br>".join(map(words, content)) + "</div>"
    if kind == "two_addresses":
        return "<div style='display:flex;justify-content:space-between'>" + "".join("<div>" + "<br>".join(map(words, lines)) + "</div>" for lines in content) + "</div>"
    if kind == "bullets":
        return "<ul>" + "".join(f"<li>{words(text)}</li>" for text in content) + "</ul>"
    if kind == "clauses":
        return "".join(f"<p class=flat style='padding-left:2.4em;text-indent:-2.4em'><span style='display:inline-block;width:2.4em;text-indent:0'>{number}</span>{words(text)}</p>"
                       for number, text in content)
    if kind == "formula":
        return f"<p class=flat style='text-align:center'><i>{words(content[0])}</i><span style='float:right'>{content[1]}</span></p>"
    if kind == "chart":
        return chart_svg(content)
    raise ValueError(kind)


class Narrow:
    """A document seen from within a column."""

    def __init__(self, document, width):
        self.width, self.language = width, document.language


def table_block(table, document, available):
    """A table with its title, unit line and notes."""
    title = f"<p class=title>{words(table.title)}</p>" if table.title else ""
    unit = unit_line(table, document.language)
    unit = f"<p class=unit>{words(unit)}</p>" if unit else ""
    notes = "".join(f"<p class=note>{words(note)}</p>" for note in table.notes)
    whole = " style='break-inside:avoid'" if table.place == "columns" else ""      # not over two columns of one page
    return f"<div{whole}>{title}{unit}{table_html(table, available)}{notes}</div>"


def table_html(table, available):
    """The table alone."""
    look = table.look
    widths = fitted_widths(table, look, available)
    fractions = fraction_widths(table) if look.point else {}
    rows = []
    for row in range(table.row_count):
        cells, places = [], table.places()
        column = 0
        while column < table.width:
            cell = places.get((row, column))
            if cell is None:
                cells.append(f"<td style='{edges(look, row, column, 1, 1)}'></td>")
                column += 1
                continue
            if (cell.row, cell.column) == (row, column):
                cells.append(cell_html(cell, table, fractions))
            column = cell.column + cell.column_span
        rows.append(f"<tr>{''.join(cells)}</tr>")
    if table.repeat:
        rows = ["<thead>", *rows[:table.header_rows], "</thead><tbody>", *rows[table.header_rows:], "</tbody>"]
    columns = "".join(f"<col style='width:{width:.1f}pt'>" for width in widths)
    return (f"<table style='font-size:{look.size}pt;table-layout:fixed;width:{sum(widths):.1f}pt;margin:2pt auto;text-indent:0'><colgroup>{columns}</colgroup>"
            + "".join(rows) + "</table>")


def edges(look, row, column, row_span, column_span):
    """The style of a cell's edges and ground."""
    sides = {"top": look.across.get((row, column)), "bottom": look.across.get((row + row_span, column)), "left": look.down.get((row, column)),
             "right": look.down.get((row, column + column_span))}
    style = "".join(f"border-{side}:{width}pt solid {look.colour};" for side, width in sides.items() if width)
    grey = look.fill.get((row, column))
    if grey:
        style += f"background:rgb({int(grey * 255)},{int(grey * 255)},{int(grey * 255)});"
    return style


def cell_html(cell, table, fractions):
    """One cell."""
    look = table.look
    style = edges(look, cell.row, cell.column, cell.row_span, cell.column_span)
    top = "middle" if look.middle or cell.middle else "top"
    style += f"padding:{look.row_padding}pt {look.padding}pt;text-align:{cell.align};vertical-align:{top};"
    if cell.level:
        style += f"padding-left:{look.padding + cell.level * look.indent * look.size:.1f}pt;"
    if cell.bold:
        style += "font-weight:bold;"
    text = words(cell.text)
    if cell.role == "value" and cell.column in fractions and cell.align == "right":
        whole, dot, rest = cell.text.partition(".")
        if whole.lstrip("-").replace(",", "").replace("\u00a0", "").isdigit():
            text = f"{whole}<span style='display:inline-block;text-align:left;width:{fractions[cell.column]:.2f}em'>{words(dot + rest)}</span>"
            style += "white-space:nowrap;"
    spans = "".join(f" {name}={count}" for name, count in (("rowspan", cell.row_span), ("colspan", cell.column_span)) if count > 1)
    return f"<td{spans} style='{style}'>{text}</td>"


def fraction_widths(table):
    """Column -> the width in em that the longest part behind the point asks for."""
    widths = {}
    for cell in table.cells:
        if cell.role == "value" and cell.align == "right":
            rest = cell.text.partition(".")[2]
            widths[cell.column] = max(widths.get(cell.column, 0), .35 + .65 * len(rest) if rest else 0)
    return {column: width for column, width in widths.items() if width}
