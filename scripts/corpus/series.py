"""Makes all the reports of one agency, year after year, from one seed of its own."""

import random as random_module

from .agencies import all_agencies
from .encodings import choose_encoding, choose_line_end, encode
from .family_report import Wish, family_report, template_for
from .figures import AgencyFigures
from .other_report import other_report
from .titles import letters
from .truth import truth_record

COUNT_OF_YEARS = [1, 1, 1, 1, 2, 2, 3, 4]


def plan_series(count, seed, family_share):
    """Split `count` reports into series: (index, agency's place in all_agencies, family?, first year, years)."""
    random = random_module.Random(f"{seed}:plan")
    agencies = all_agencies()
    local = [place for place, agency in enumerate(agencies) if "街道办事处" in agency.kind or agency.kind.endswith("镇人民政府")]
    small = set(local)
    others = [place for place in range(len(agencies)) if place not in small]
    random.shuffle(local)
    random.shuffle(others)
    plans, left = [], count
    while left > 0:
        pool = local if local and (not others or random.random() < 0.15) else others
        if not pool:
            raise SystemExit(f"generate_reports: no agency is left after {count - left} reports")
        place = pool.pop()
        family = random.random() < family_share
        years = choose_years(random, agencies[place], min(left, random.choice(COUNT_OF_YEARS) if family else 1))
        plans.append((len(plans), place, family, years, count - left))
        left -= len(years)
    return plans


def choose_years(random, agency, count):
    """Years that follow each other, without those in which the agency's division was renamed."""
    changed = agency.division.changed if agency.division else 0
    first = random.randrange(2014, 2026 - count + 1)
    years = [year for year in range(first, first + count) if not changed or year not in (changed, changed + 1)]
    return years or [2024]


def make_series(plan, seed, layout):
    """The reports of one plan as (path, bytes, truth)."""
    index, place, family, years, ordinal = plan
    random = random_module.Random(f"{seed}:{index}")
    agency, batch = all_agencies()[place], letters(index // 100, 2)
    made, simulated, last = [], AgencyFigures(random, agency.size(random)), None
    for offset, year in enumerate(years):
        code = letters(ordinal + offset)
        if family:
            if last is not None and year != last + 1:
                simulated = AgencyFigures(random, agency.size(random))
            last = year
            report = family_report(random, agency, year, simulated.year(template_for(year, random)), batch, code, Wish(layout))
        else:
            report = other_report(random, agency, year, batch, code, layout)
        report.encoding = choose_encoding(random, report.lines)
        report.line_end = choose_line_end(random)
        made.append((report.path, encode(report, random), truth_record(report)))
    return made
