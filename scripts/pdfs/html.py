"""Report -> an HTML page as publishers' sites print it."""

import html
import re

from .report import blackbox, weighted

RADICALS = blackbox.RADICALS

FONTS = ["'Noto Serif CJK SC'", "'Noto Sans CJK SC'", "'WenQuanYi Zen Hei'", "'AR PL UMing CN'"]


def choose_style(source, report):
    """The style sheet of one page; what it changes about the tables goes to the damages."""
    size = source.choice([7.5, 9, 9, 10.5])
    border = weighted(source, {"collapse": 45, "thin": 15, "separate": 12, "dotted": 6, "dashed": 6, "double": 6, "attribute": 10})
    report.damages.add("rules_" + border)
    rules = {"collapse": "table{border-collapse:collapse} td{border:1px solid #000}",
             "thin": "table{border-collapse:collapse} td{border:0.5pt solid #333}",
             "separate": "table{border-spacing:0} td{border:0.5pt solid #000}",
             "dotted": "table{border-collapse:collapse} td{border:1px dotted #000}",
             "dashed": "table{border-collapse:collapse} td{border:1px dashed #444}",
             "double": "table{border-collapse:collapse;border:3px double #000} td{border:1px solid #000}",
             "attribute": "table{border-spacing:2px;border:1px solid #888} td{border:1px solid #888}"}[border]
    sheet = [f"body{{font-family:{source.choice(FONTS[2:] if report.short else FONTS)};font-size:{source.choice([10.5, 12, 14])}pt;line-height:{source.choice([1.5, 1.8])};margin:0}}",
             "h1{font-size:1.5em;text-align:center;font-weight:" + source.choice(["normal", "bold"]) + "}",
             "p{text-indent:2em;margin:.2em 0}p.flat{text-indent:0}", "h2{font-size:1em;text-indent:2em;margin:.4em 0;font-weight:"
             + source.choice(["normal", "bold"]) + "}",
             f"table{{width:100%;font-size:{size}pt;line-height:{source.choice([1.1, 1.3, 1.5])};margin:.5em 0}}", rules,
             f"td{{padding:{source.choice([1, 2, 4])}pt {source.choice([1, 2, 3])}pt;vertical-align:{weighted(source, {'middle': 80, 'top': 20})}}}",
             f"td.value{{text-align:{weighted(source, {'center': 75, 'right': 20, 'left': 5})}}}",
             "td.header,td.corner,td.unit{text-align:center}td.block{text-align:" + source.choice(["left", "center"]) + "}",
             ".notice{border:1px solid #000;padding:6pt 10pt;margin:6pt 0}.fill{border-bottom:1px solid #000;display:inline-block;width:200pt}",
             ".sign{text-align:right;padding-right:2em;text-indent:0}.caption{text-align:center;text-indent:0}.unit-line{text-align:right;text-indent:0}"]
    if source.random() < .35:
        sheet.append("tr{break-inside:avoid}")
    if source.random() < .3:
        report.damages.add("label_stacked")
        sheet.append("td.upright{width:1em;word-break:break-all;text-align:center}")
    elif source.random() < .3:
        report.damages.add("label_vertical")
        sheet.append("td.upright span{writing-mode:vertical-rl;display:inline-block}")
    if source.random() < .2:
        report.damages.add("narrow_cells")
        sheet.append("table.family td.value{word-break:break-all} table.family{table-layout:fixed}")
    else:
        sheet.append("td.value{white-space:nowrap}")
    if source.random() < .2:
        report.damages.add("white_boxes")
        sheet.append("p{background:#fff}")
    if source.random() < .2:
        report.damages.add("header_shade")
        sheet.append("td.header,td.corner,td.block{background:#eee}")
    if source.random() < .12:
        report.damages.add("no_rule_sides")
        sheet.append("table{border-left:none!important;border-right:none!important} td.first{border-left:none!important} td.last{border-right:none!important}")
    landscape = source.random() < .12
    report.damages.update(["landscape"] if landscape else [])
    margin = source.choice([48, 60, 72])
    boxes = page_boxes(source, report)
    sheet.append(f"@page{{size:A4{' landscape' if landscape else ''};margin:{margin}pt;{boxes}}}")
    return "\n".join(sheet)


def page_boxes(source, report):
    """Page numbers and running heads in the margins."""
    boxes = ""
    mark = weighted(source, {"": 30, '"— " counter(page) " —"': 34, '"- " counter(page) " -"': 10, "counter(page)": 14,
                             '"第" counter(page) "页 共" counter(pages) "页"': 12})
    if mark:
        boxes += f"@bottom-center{{content:{mark};font-size:9pt}}"
        report.damages.add("page_marks")
    if source.random() < .2:
        boxes += f'@top-center{{content:"{report.running_head}";font-size:8pt' + source.choice(["", ";border-bottom:0.5pt solid #000"]) + "}"
        report.damages.add("running_head")
    return boxes


def page(report, source):
    """The whole page."""
    sheet = choose_style(source, report)
    repeat = source.random() < .35
    body = []
    for kind, content in report.items:
        body.append(table(content, source, repeat, report) if kind == "table" else block(kind, content))
    if source.random() < .08:
        report.damages.add("radicals")      # look-alikes, as fonts of browsers print them
        chosen = source.sample(sorted(RADICALS), source.randrange(6, len(RADICALS)))
        table_of_chosen = {ord(character): RADICALS[character] for character in chosen}
        body = [text.translate(table_of_chosen) for text in body]
    return ("<!DOCTYPE html><html lang='zh-CN'><head><meta charset='utf-8'><title></title><style>" + sheet + "</style></head><body>\n"
            + "\n".join(body) + "\n</body></html>\n")


def block(kind, content):
    """Anything but a table."""
    text = lambda words: html.escape(words).replace("  ", "&nbsp; ")
    if kind == "title":
        return "<h1>" + "<br>".join(map(text, content)) + "</h1>"
    if kind == "sign":
        return "".join(f"<p class='sign'>{text(line)}</p>" for line in content)
    if kind == "form_lines":
        return "".join(f"<p>{text(name)}<span class='fill'>{text(answer)}&nbsp;</span></p>" for name, answer in content)
    if kind == "columns":
        return "<div style='columns:2'>" + "".join(f"<p>{text(line)}</p>" for line in content) + "</div>"
    if kind == "contents":
        return "".join(f"<p class='flat' style='display:flex'>{text(name)}<span style='flex:1;border-bottom:1px dotted #000'></span>{number}</p>"
                       for name, number in content)
    if kind == "boxes":
        return "<p style='text-align:center;text-indent:0'>↓</p>".join(
            f"<div style='border:1px solid #000;width:12em;margin:0 auto;text-align:center'>{text(step)}</div>" for step in content)
    if kind == "page":
        return "<div style='break-before:page'></div>"
    name = {"para": "p", "head": "h2"}.get(kind)
    if name:
        return f"<{name}>{text(content)}</{name}>"
    style = {"caption": "caption", "unit": "unit-line", "notice": "notice"}.get(kind, "flat")
    return f"<{'div' if kind == 'notice' else 'p'} class='{style}'>{text(content)}</{'div' if kind == 'notice' else 'p'}>"


def table(grid, source, repeat, report):
    """A table with its spans."""
    rows = []
    for row in range(grid.row_count):
        cells = "".join(cell_html(grid, cell) for cell in grid.row_cells(row))
        rows.append(f"<tr>{cells}</tr>")
    heads = len(grid.header_rows) if repeat and grid.table != "disclosure" else 0
    if heads:
        report.damages.add("headers_repeated")
        rows = ["<thead>"] + rows[:heads] + ["</thead><tbody>"] + rows[heads:] + ["</tbody>"]
    return f"<table class='{'family' if grid.table else 'other'}'>{columns(grid, source, report.damages)}" + "\n".join(rows) + "</table>"


def columns(grid, source, damages):
    """Widths of the columns, where the form asks for some."""
    shares = {"requests": [5, 11, 28] + [8] * 7, "review_litigation": [100 / 15] * 15, "disclosure": [31, 23, 23, 23],
              "statistics": source.choice([[70, 12, 18], [60, 15, 25]])}.get(grid.table)
    if not shares:
        return ""
    if grid.table == "requests" and "narrow_cells" in damages:
        shares = [5, 18, 47] + [30 / 7] * 7
    return "<colgroup>" + "".join(f"<col style='width:{share:.2f}%'>" for share in shares) + "</colgroup>"


def cell_html(grid, cell):
    """One cell."""
    classes = [cell.role]
    if cell.column == 0:
        classes.append("first")
    if cell.column + cell.column_span == grid.width:
        classes.append("last")
    if grid.table == "requests" and cell.row_span > 10 and cell.column == 0:
        classes.append("upright")
    spans = "".join(f" {name}='{count}'" for name, count in (("rowspan", cell.row_span), ("colspan", cell.column_span)) if count > 1)
    lines = cell.lines if cell.role in ("header", "corner") else [cell.text]
    bare = [line.strip("　 ") if cell.role == "label" else line for line in lines]
    indent = len(cell.text) - len(cell.text.lstrip("　 ")) if cell.role == "label" else 0
    style = f" style='padding-left:{indent + .3:g}em'" if indent else ""
    text = "<br>".join(re.sub(r" ", "&nbsp;", html.escape(line)) for line in bare)
    text = f"<span>{text}</span>" if "upright" in classes else text
    return f"<td class='{' '.join(classes)}'{spans}{style}>{text}</td>"
