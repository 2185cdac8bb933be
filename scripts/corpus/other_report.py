"""Builds one document outside the family: a budget, a bulletin, a list of names, or prose alone."""

from .agencies import identity, name_styles
from .family_report import as_csv
from .layouts import LAYOUTS
from .model import Report
from .other_documents import DOCUMENTS
from .prose import Prose

OTHER_LAYOUTS = ["tabs", "tabs", "markdown", "box", "csv", "spaces"]


def other_report(random, agency, year, batch, code, layout=None, kind=None):
    """One document of another kind by the same agencies; none of its values is an observation."""
    kind = kind or random.choices(["budget", "bulletin", "name_list", "prose", "traditional"], [40, 20, 20, 18, 2])[0]
    subject, makers = DOCUMENTS[kind]
    styles = {style: name for style, name in name_styles(agency, year).items() if style != "bare"}
    style, organ = random.choice(sorted(styles.items()))
    titled = kind in ("budget", "bulletin", "prose")
    title = f"{organ}{year}年{subject}" if titled else f"{organ}{subject}"
    layout = "none" if not makers else layout if layout in OTHER_LAYOUTS else random.choice(OTHER_LAYOUTS)
    if kind == "budget" and random.random() < 0.4:
        makers = [random.choice(makers)]
    tables = [maker(random) for _, maker in makers]
    if kind == "traditional":
        title = subject
    rendered = [LAYOUTS[layout](table, random, title) for table in tables]
    lines, damage = [title, ""], []
    prose = Prose(random, organ, "本年度", year)
    if kind != "traditional":
        lines += prose.overview()
    for (name, _), part in zip(makers, rendered):
        lines += ["", name] + part.lines
        damage += part.damage
    if kind != "traditional":
        lines += [""] + prose.problems()
    if layout == "csv":
        lines = as_csv(lines, rendered)
    record = identity(agency, organ, style, year if titled else None, True)
    record["template"] = ""
    if kind == "traditional":
        record = {"template": "", "year": ""}
    ending = ".csv" if layout == "csv" else ".md" if layout == "markdown" else ".txt"
    report = Report(f"{batch}/其他/{code}{ending}", layout, lines, record, tables, rendered, sorted(set(damage)))
    report.note = kind
    return report
