"""Writes down what the datasets must say of a report."""

import json

from .model import Cell
from .printing import normalise
from .statistics_form import STATISTICS

STATISTICS_UNITS = {item: unit for _, item, _, unit, _ in STATISTICS if item}


def truth_line(record):
    """One record as a line of truth.jsonl, without its line end."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def observation(table_name, cell):
    """One observation of a known table."""
    item, measure = cell.variable
    return {"table": table_name, "item": item, "measure": measure, "value_kind": cell.printed.kind,
            "value": cell.printed.value, "unit": unit_of(table_name, cell)}


def unit_of(table_name, cell):
    """The unit of a value: from its own cell, its header, or the column of units."""
    if cell.printed.kind == "number" and cell.printed.unit:
        return cell.printed.unit
    return STATISTICS_UNITS.get(cell.variable[0], "") if table_name == "statistics" and cell.variable else ""


def tidy_cell(table_name, cell: Cell):
    """One value cell as cells.csv has it."""
    return {"row_label": cell.row_label, "column_label": cell.column_label, "value_kind": cell.printed.kind,
            "text": normalise(cell.printed.text), "value": cell.printed.value, "unit": unit_of(table_name, cell)}


def template_of(tables):
    """The form that the printed tables show; None where they fit two forms."""
    names = {table.name for table in tables}
    if "statistics" in names:
        return "ogi-2014"
    variables = {cell.variable for table in tables for cell in table.value_cells() if cell.variable}
    measures = {measure for _, measure in variables}
    if "newly_made" in measures:
        return "ogi-2019"
    if "issued" in measures or ("result.other.unpaid_fee", "total") in variables:
        return "ogi-2021"
    return None if names & {"requests", "review_litigation"} else ""


def truth_record(report):
    """The line of the truth for one report."""
    identity = dict(report.identity)
    template = template_of(report.tables)
    if template is not None:
        identity["template"] = template
    tables, observations, lost = [], [], []
    for table, rendered in zip(report.tables, report.rendered):
        entry = {"table": table.name}
        if table.cells_certain and rendered.cells_certain and not rendered.lost:
            entry["cells"] = [tidy_cell(table.name, cell) for cell in table.value_cells()]
        tables.append(entry)
        observations += [observation(table.name, cell) for cell in table.value_cells() if cell.variable]
        lost += [[table.name, *variable] for variable in sorted(rendered.lost)]
    record = {"path": report.path, "layout": report.layout, "damage": report.damage, "encoding": report.encoding,
              "identity": identity, "tables": tables, "observations": observations, "lost": lost}
    if report.note:
        record["note"] = report.note
    return record
