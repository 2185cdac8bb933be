"""random source -> English tables as the European Union's bodies print them: groups, units, footnotes, years across."""

from . import words
from .model import Column, Row, Value, assemble
from .values import empty, number, rate

SIGNS = [":", "–", "-", "n.a.", "n/a", "..."]


def make(source, merge_down, label_at):
    """One table of any content."""
    make_one = source.choices([countries, indicators, appropriations, deep, acts, sexes, wrapped], [24, 20, 16, 14, 8, 8, 10])[0]
    table = make_one(source, merge_down, label_at)
    table.content = "en_" + make_one.__name__
    table.title = source.choice(["Table {0}: ", "Table {0}.{1} – ", "Table {0} ", "Annex {0}. ", "TABLE {0}.{1}: "]).format(
        source.randint(1, 14), source.randint(1, 9)) + source.choice(words.EN_TITLES)
    if source.random() < .55:
        table.notes = source.sample(words.EN_NOTES, source.choice([1, 1, 2]))
    return table


def style(source):
    """How numbers of one table are written."""
    return {"group": source.choices(["", ",", "\u00a0"], [50, 30, 20])[0]}


def marked(source, value, share):
    """A number with a mark of a footnote behind it, now and then."""
    if value.kind != "number" or source.random() >= share:
        return value
    return Value(value.text + source.choice(["*", " e", " p", " (a)", "^{1}", " (1)"]), value.value, "marked")


def years_across(source):
    """Columns of years, plain or under a common head."""
    first, count = source.randint(1998, 2012), source.randint(3, 6)
    names = [str(year) for year in range(first, first + count)]
    if source.random() < .3:
        half = source.sample(["Imports", "Exports", "Production", "Consumption", "Males", "Females"], 2)
        return [Column((head, name)) for head in half for name in names[:3]]
    if source.random() < .3:
        names = [f"{year}/{(year + 1) % 100:02d}" for year in range(first, first + count)]
    return [Column((name,)) for name in names] + ([Column(("Change (%)",), unit="%")] if source.random() < .3 else [])


def countries(source, merge_down, label_at):
    """Member States by years."""
    columns, look = years_across(source), style(source)
    rows = [Row([name + (f"^{{{source.choice(['1', '2', 'a', '(1)'])}}}" if source.random() < .06 else "")]) for name in
            sorted(source.sample(words.EN_COUNTRIES, source.randint(6, 18)))]
    for name in source.choice([["EU-27"], ["EU-27", "Euro area"], [], ["EU-15"]]):
        rows.insert(0, Row([name], total=True))
    decimals, signs = source.choice([0, 0, 1, 2]), [source.choice(SIGNS)] if source.random() < .6 else []
    high = source.choice([99, 999, 9999, 99999, 999999])
    shares = source.choice([0, 0, 0, .04])
    for column in columns:
        for row in rows:
            value = rate(source) if column.unit else number(source, decimals, max(1, high // 500), high, **look)
            row.values.append(empty(source, source.choice([0, 0, .04]), signs) or marked(source, value, shares))
    return assemble([source.choice(["", "", "Country", "Member State"])], columns, rows, merge_down, label_at, source.choice(["", "EUR million", "1 000 t", "%", "GWh"]))


def indicators(source, merge_down, label_at):
    """Indicators under headings, each with its unit."""
    columns, rows = years_across(source), []
    with_units = source.random() < .6
    centred = source.random() < .25
    for name, kids in source.sample(words.EN_GROUPS, source.randint(2, 4)):
        rows.append(Row([name], heading=True, centred=centred))
        for kid in kids[:source.randint(2, 4)]:
            decimals = source.choice([0, 1, 1])
            unit = source.choice(words.EN_UNITS)
            values = [empty(source, .02, [":"]) or number(source, decimals, 1, 9999) for _ in columns]
            if with_units:
                values = [Value(v.text, v.value, v.kind, "" if columns[n].unit else unit) for n, v in enumerate(values)]
                rows.append(Row([kid, unit], values, 1))
            else:
                rows.append(Row([kid], values, 1))
    corner = [source.choice(["Indicator", "", "Area / indicator"])] + (["Unit"] if with_units else [])
    table = assemble(corner, columns, rows, merge_down, label_at, "", ("left", source.choice(["left", "center"])), 0)
    if with_units:
        for cell in table.cells:
            if cell.role == "label":
                cell.level = 1 if cell.column == 0 else 0
        table.values = [([part for part in row if part[0] not in words.EN_UNITS], column, value, unit) for row, column, value, unit in table.values]
    return table


def appropriations(source, merge_down, label_at):
    """A budget: titles with chapters indented below them, sums."""
    columns = source.choice([[Column(("Commitments",)), Column(("Payments",))],
                             [Column(("Budget 2010", "Commitments")), Column(("Budget 2010", "Payments")), Column(("Outturn 2009", "Commitments")), Column(("Outturn 2009", "Payments"))],
                             [Column(("2010",)), Column(("2011",)), Column(("Difference",)), Column(("%",), unit="%")]])
    look, decimals, rows = style(source), source.choice([0, 0, 2]), []
    for title in range(1, source.randint(3, 5)):
        rows.append(Row([f"Title {title}"], level=0, total=source.random() < .5))
        rows += [Row([name], level=1) for name in source.sample(words.EN_HEADINGS, source.randint(2, 4))]
    rows.append(Row(["Total"], total=True))
    for row in rows:
        for column in columns:
            value = rate(source) if column.unit else number(source, decimals, 1000, 9999999, **look)
            row.values.append(empty(source, .03, ["–", "p.m."]) or value)
    return assemble([source.choice(["Heading", "", "Title and chapter"])], columns, rows, merge_down, label_at, source.choice(["EUR", "EUR thousand", ""]))


def deep(source, merge_down, label_at):
    """A header three lines deep."""
    heads = source.sample(["Industry", "Services", "Households", "Agriculture"], 2)
    columns = [Column((head, year, part)) for head in heads for year in ("2009", "2010") for part in ("Total", "Share (%)")][:source.choice([6, 8, 8])]
    columns = [Column(column.path, "right", "%" if "%" in column.path[-1] else "") for column in columns]
    rows = [Row([name]) for name in sorted(source.sample(words.EN_COUNTRIES, source.randint(5, 12)))]
    for row in rows:
        for column in columns:
            row.values.append(empty(source, .02, [":"]) or (rate(source, 0, 60) if column.unit else number(source, 0, 10, 99999)))
    table = assemble([source.choice(["", "Country"])], columns, rows, merge_down, label_at)
    return table


def acts(source, merge_down, label_at):
    """A list of acts: texts of several lines, a date, a state."""
    columns = [Column(("Title",), "left"), Column(("Deadline",), source.choice(["left", "center"])), Column(("Status",), "left")]
    rows = [Row([act], [Value(title), Value(f"{source.randint(1, 28)}.{source.randint(1, 12)}.{source.randint(2003, 2015)}"), Value(source.choice(words.EN_STATES))])
            for act, title in source.sample(words.EN_ACTS, source.randint(4, 8))]
    return assemble(["Act"], columns, rows, merge_down, label_at)


def sexes(source, merge_down, label_at):
    """Groups whose label spans rows."""
    columns = [Column((name,)) for name in source.choice([["2008", "2009", "2010"], ["15–24", "25–54", "55–64", "Total"]])]
    rows = [Row([name if place == 0 else None, kid]) for name in source.sample(["Full-time", "Part-time", "Temporary", "Self-employed"], source.randint(2, 4))
            for place, kid in enumerate(["Men", "Women", "Total"])]
    decimals = source.choice([0, 1])
    for row in rows:
        row.values = [number(source, decimals, 10, 9999) for _ in columns]
    return assemble([source.choice(["Employment", "Type"]), "Sex"], columns, rows, merge_down, label_at, source.choice(["", "thousand persons"]), ("left", "left"))


def wrapped(source, merge_down, label_at):
    """Long labels and long heads, broken over lines."""
    columns = [Column((name,)) for name in source.sample(["Number of companies replying", "Share of total turnover (%)", "Average of all answers", "Retail sales per inhabitant",
                                                          "Number of outlets", "Total assets under management"], source.randint(2, 4))]
    labels = ["Number of financial undertakings that have published a full set of accounts", "Percentage of undertakings which applied the amendment before the end of the period",
              "Reclassifications out of the held-for-trading category", "Reclassifications out of the available-for-sale category into loans and receivables",
              "Undertakings without any reclassification", "Total", "Other undertakings not covered by the survey because of their small size"]
    rows = [Row([label]) for label in source.sample(labels, source.randint(3, 6))]
    for row in rows:
        row.values = [empty(source, .05, ["-"]) or number(source, 0, 1, 999) for _ in columns]
    return assemble([source.choice(["", "Question"])], columns, rows, merge_down, label_at)
