"""A table's part on a page -> the same with what only machines stumble over: nothing printed changes its meaning."""

from .page import Rect, Rule, Text

EXTRAS = {"stray_rule": .08, "white_rules": .15, "hidden_text": .12, "table_twice": .12, "actual_text": .1}


def choose_extras(source):
    """Which of them a document has."""
    return {name for name, chance in EXTRAS.items() if source.random() < chance}


def spoil_boxes(page, boxes, extras, source, damages, size):
    """Adds rules and texts that are not the table's."""
    if "stray_rule" in extras:
        stray_rule(page, boxes, source, damages)
    if "white_rules" in extras:
        damages.add("white_rules")
        for box in source.sample(boxes, min(len(boxes), 12)):
            if source.random() < .5:
                x = source.uniform(box.x0 + 2, box.x1 - 2)
                page.add(Rule(x, box.y0 + 1, x, box.y1 - 1, .5, source.choice(["stroke", "fill"]), grey=1.0, in_table=True))
            else:
                y = source.uniform(box.y0 + 2, box.y1 - 2)
                page.add(Rect(box.x0 + 1, y, box.x1 - 1, y + source.choice([0.0, .4]), fill=1.0, in_table=True))
    if "hidden_text" in extras:
        damages.add("hidden_text")
        for box in source.sample(boxes, min(len(boxes), 10)):
            words = source.choice([str(source.randrange(1, 999)), "内部资料", "未经授权"])
            page.add(Text(box.x0 + 2, box.y0 + size, size, words, hidden=True, in_table=True))


def stray_rule(page, boxes, source, damages):
    """A visible line through a header cell that has no border there."""
    wide = [box for box in boxes if box.cell.role in ("header", "corner") and box.cell.column_span > 2]
    if wide:
        box = source.choice(wide)
        inner = sorted({b.x0 for b in boxes if box.x0 + 1 < b.x0 < box.x1 - 1})
        x = source.choice(inner) if inner and source.random() < .5 else source.uniform(box.x0 + 5, box.x1 - 5)
        bottom = box.y1 if source.random() < .5 else (box.y0 + box.y1) / 2
        page.add(Rule(x, box.y0, x, bottom, .5, in_table=True))
        damages.add("stray_rule")


def spoil_text(text, box, extras, source, damages, measure):
    """How a text of the table is printed: twice, or with its reading beside the glyphs."""
    if "table_twice" in extras and not text.vertical:
        damages.add("table_double_print")
        text.twice = source.choice(["stroke", "shift"])
    cell = box.cell
    if "actual_text" in extras and cell.role == "value" and text.text.isascii() and text.text.isdigit() and len(cell.text) == len(text.text):
        damages.add("actual_text")
        text.actual = text.text
        wide = "".join(chr(ord(c) + 0xFEE0) for c in text.text)
        width = measure(wide, text.size)
        if source.random() < .5 and width < box.x1 - box.x0 - 2:       # other glyphs than the reading, within the cell
            text.text, text.x = wide, (box.x0 + box.x1 - width) / 2
