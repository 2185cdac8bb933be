"""Prints the figures of a report: each in the document's number style, some left blank or marked as not applicable."""

from .model import Printed
from .printing import NOT_APPLICABLE_MARKS, print_amount, print_change, print_count
from .statistics_form import MONEY_ITEMS, STATISTICS

UNITS = {"issued": "件", "repealed": "件", "in_force": "件", "decisions": "件", "newly_made": "件", "newly_disclosed": "件",
         "disclosed_total": "件", "items_last_year": "项", "procurement_projects": "个"}
STATISTICS_UNITS = {item: unit for _, item, _, unit, _ in STATISTICS if item}


def print_value(table, variable, value, style, random):
    """One figure as it is printed."""
    item, measure = variable
    if measure == "items_change":
        return print_change(value, style, random)
    if item in MONEY_ITEMS:
        printed = print_count(value, style)
        return Printed(printed.text, "number", printed.value, "万元")
    if measure == "amount" or measure == "procurement_amount":
        return print_amount(str(value), style, "万元" if measure == "amount" else "")
    unit = STATISTICS_UNITS[item] if table == "statistics" else UNITS.get(measure, "件")
    return print_count(value, style, unit)


def print_figures(figures, style, random, damage):
    """All figures of a report as printed: {table: {variable: Printed}}."""
    zeros = random.choices(["zero", "blank", "mark", "some_blank"], [86, 5, 4, 5])[0]
    mark = random.choice(NOT_APPLICABLE_MARKS)
    printed = {}
    for table, variables in figures.items():
        printed[table] = {}
        for variable, value in variables.items():
            shown = print_value(table, variable, value, style, random)
            if zeros == "some_blank" and random.random() < 0.05:
                shown = Printed("", "blank")
            elif zeros in ("blank", "mark") and value in (0, "0") and random.random() < 0.9:
                shown = Printed("", "blank") if zeros == "blank" else Printed(mark, "not_applicable")
            printed[table][variable] = shown
    if zeros != "zero":
        damage.append({"blank": "zeros_blank", "mark": "zeros_marked", "some_blank": "some_blank"}[zeros])
    if style.full_width:
        damage.append("full_width_digits")
    if style.unit_suffix:
        damage.append("units_in_cells")
    return printed
