"""random source -> a Document without any table: prose, lists, contents pages, addresses, signatures, formulas, charts, forms, notices."""

from . import words
from .document import Document, dress, prose, section_head, title

KINDS = {"prose": 12, "columns": 16, "contents": 12, "leaders": 8, "addresses": 8, "signs": 6, "formulas": 8, "charts": 14, "forms": 8, "notices": 8, "clauses": 10, "bullets": 6, "mixed": 14}
ZH_NAMES = ["总则", "基本情况", "收入支出决算情况说明", "机关运行经费", "政府采购情况", "国有资产占用情况", "预算绩效管理", "名词解释", "附件"]
EN_NAMES = ["Executive summary", "Introduction", "Legal framework", "Data sources and methods", "Results by Member State", "Conclusions", "List of abbreviations", "References"]
ADDRESSES = {"zh": [["青川县统计局", "地址：人民路12号行政中心3号楼", "邮编：223100", "电话：0517-87203188", "传真：0517-87203199"], ["市财政局预算科", "联系人：张建国", "电话：010-66012345", "邮箱：ysk@example.gov.cn"]],
             "en": [["European Environment Agency", "Kongens Nytorv 6", "1050 Copenhagen K", "Denmark", "Tel. +45 33 36 71 00"], ["Publications Office", "2, rue Mercier", "L-2985 Luxembourg", "Fax (352) 29 29-42759"],
                    ["Ministry of Finance", "P.O. Box 28", "FI-00023 Government", "Finland"]]}
FORMULAS = ["GDP = C + I + G + (X − M)", "E = Σ a_i · f_i / (1 + r)^t", "S = 100 × (x_t / x_0 − 1)", "HHI = s_1² + s_2² + … + s_n²", "y = 0.37 x + 12.4 (R² = 0.91)"]
FORMS = {"zh": [("申请人姓名：", "张建国"), ("工作单位：", "第一中学"), ("联系电话：", "0517-83901234"), ("通信地址：", ""), ("所需信息：", "2020年度预算"), ("证件号码：", ""), ("备注：", "")],
         "en": [("Name: ", "J. Martin"), ("Organisation: ", ""), ("Address: ", "12, rue Haute"), ("Telephone: ", "+32 2 299 11 11"), ("Date: ", "12.3.2010"), ("Signature: ", "")]}
NOTICES = {"zh": ["重要提示：本单位从未授权任何机构收取费用，举报电话12345，受理时间为工作日9:00至17:00。", "公示期为2023年3月1日至3月7日，共7个工作日。对公示内容有异议的，请于3月7日前以书面形式反映。"],
           "en": ["Neither the Agency nor any person acting on its behalf may be held responsible for the use which may be made of the information in this report.",
                  "Key message: in 2010, 12.4 % of final energy came from renewable sources, up from 9.0 % in 2006. The 2020 target is 20 %."]}
SIGNS = {"zh": [["青川县人民政府办公室", "2023年1月30日"], ["局长：李明", "2022年12月31日"]], "en": [["Done at Brussels, 12 March 2010.", "For the Commission", "The President"], ["Copenhagen, 3 May 2011", "Executive Director"]]}


def make_none(source, number, producer):
    """One document without tables."""
    language = source.choice(["zh", "en"])
    kind = source.choices(list(KINDS), list(KINDS.values()))[0]
    document = Document(f"none/{kind}-{producer}-{number:04d}.pdf", language, [])
    dress(document, source)
    chosen = source.sample([k for k in KINDS if k not in ("mixed", "prose")], 3) if kind == "mixed" else [kind]
    blocks = [("title", title(source, language)), ("para", prose(source, language))]
    for place, one in enumerate(chosen):
        blocks.append(("head", section_head(source, language, place)))
        blocks += make_blocks(source, one, language)
        blocks += [("para", prose(source, language)) for _ in range(source.randint(0, 2))]
    document.blocks = blocks
    document.damages.add(kind)
    return document


def make_blocks(source, kind, language):
    """The blocks of one kind."""
    zh = language == "zh"
    many = lambda low, high: [prose(source, language) for _ in range(source.randint(low, high))]
    if kind == "prose":
        return [("para", text) for text in many(5, 9)]
    if kind == "columns":
        inner = [("para", text) for text in many(8, 13)]
        inner.insert(source.randrange(len(inner)), ("head", section_head(source, language, 2)))
        return [("columns", inner)]
    if kind in ("contents", "leaders"):
        page, result = 1, []
        for place, name in enumerate(source.sample(ZH_NAMES if zh else EN_NAMES, source.randint(5, 8))):
            page += source.randint(1, 9)
            result.append((("{}、".format("一二三四五六七八九"[place]) if zh else f"{place + 1}. ") + name, str(page), 0))
            for sub in range(source.choice([0, 0, 1, 2, 3])):
                page += source.randint(0, 3)
                result.append((("（{}）".format("一二三四"[sub]) if zh else f"{place + 1}.{sub + 1} ") + source.choice(ZH_NAMES if zh else EN_NAMES), str(page), 2))
        return [(kind, result)]
    if kind == "addresses":
        chosen = source.sample(ADDRESSES[language], 2)
        return [("two_addresses", chosen)] if source.random() < .5 else [("address", lines) for lines in chosen]
    if kind == "signs":
        return [("para", text) for text in many(2, 4)] + [("sign", source.choice(SIGNS[language]))]
    if kind == "formulas":
        result = []
        for place, text in enumerate(source.sample(FORMULAS, source.randint(2, 4)), 1):
            result += [("para", prose(source, language)), ("formula", (text, f"({place})"))]
        return result
    if kind == "charts":
        return [("chart", make_chart(source, language)) for _ in range(source.choice([1, 1, 2]))]
    if kind == "forms":
        return [("form", source.sample(FORMS[language], source.randint(4, 6)))]
    if kind == "notices":
        return [("notice", text) for text in source.sample(NOTICES[language], source.randint(1, 2))] + [("para", text) for text in many(1, 3)]
    if kind == "clauses":
        texts = [source.choice(words.ZH_PROSE if zh else words.EN_PROSE) for _ in range(source.randint(5, 10))]
        return [("clauses", [(source.choice([f"{n}.", f"({n})"]) if not zh else f"{n}．", text) for n, text in enumerate(texts, 1)])]
    return [("bullets", [source.choice(words.ZH_PROSE if zh else words.EN_PROSE) for _ in range(source.randint(4, 8))])]


def make_chart(source, language):
    """A chart: bars or lines with labels at both axes and a legend."""
    names = [str(year) for year in range(2005, 2005 + source.randint(5, 9))] if source.random() < .6 else source.sample(
        [place[:3] for place in words.ZH_PLACES] if language == "zh" else [name[:2].upper() for name in words.EN_COUNTRIES], source.randint(5, 9))
    step = source.choice([5, 10, 20, 100, 250])
    top = step * source.randint(4, 6)
    series = source.sample(["进口", "出口", "收入", "支出"] if language == "zh" else ["Imports", "Exports", "Total", "EU-27"], source.choice([1, 2, 2]))
    return {"names": names, "step": step, "top": top, "series": series, "values": [[round(source.uniform(.1, .95) * top, 1) for _ in names] for _ in series],
            "kind": source.choice(["bars", "lines"]), "labels": source.random() < .5, "grid": source.random() < .6,
            "title": ("图{} " if language == "zh" else "Figure {}: ").format(source.randint(1, 9)) + ("主要指标变化情况" if language == "zh" else "Trends in the main indicators")}


def chart_things(chart, width=400, height=190):
    """What a chart draws, from its top-left corner: ('text', x, y, anchor, text), ('line', x0, y0, x1, y1, grey), ('bar', x, y, w, h, grey)."""
    left, right, top, bottom = 40, width - 8, 26, height - 34
    y_at = lambda value: bottom - (bottom - top) * value / chart["top"]
    things = [("text", width / 2, 12, "middle", chart["title"])]
    for tick in range(0, chart["top"] + 1, chart["step"]):
        things.append(("text", left - 4, y_at(tick) + 3, "end", str(tick)))
        if chart["grid"] or tick == 0:
            things.append(("line", left, y_at(tick), right, y_at(tick), .0 if tick == 0 else .8))
    things.append(("line", left, top, left, bottom, 0))
    slot = (right - left) / len(chart["names"])
    for place, name in enumerate(chart["names"]):
        things.append(("text", left + slot * (place + .5), bottom + 11, "middle", name))
    for number, values in enumerate(chart["values"]):
        grey = [.3, .6][number]
        wide = slot * .7 / len(chart["values"])
        for place, value in enumerate(values):
            x = left + slot * place + slot * .15 + wide * number
            if chart["kind"] == "bars":
                things.append(("bar", x, y_at(value), wide, bottom - y_at(value), grey))
            elif place:
                things.append(("line", left + slot * (place - .5), y_at(values[place - 1]), left + slot * (place + .5), y_at(value), grey))
            if chart["labels"]:
                things.append(("text", x + wide / 2, y_at(value) - 3, "middle", f"{value:g}"))
        things.append(("bar", left + 90 * number, height - 14, 7, 7, grey))
        things.append(("text", left + 90 * number + 11, height - 7, "start", chart["series"][number]))
    return things


def chart_svg(chart):
    """A chart as SVG."""
    grey = lambda share: f"rgb({int(share * 255)},{int(share * 255)},{int(share * 255)})"
    result = ["<svg width='400pt' height='190pt' viewBox='0 0 400 190' style='display:block;margin:8pt auto;font-size:8px'>"]
    for kind, *rest in chart_things(chart):
        if kind == "text":
            x, y, anchor, text = rest
            result.append(f"<text x='{x:.1f}' y='{y:.1f}' text-anchor='{anchor}'>{text}</text>")
        elif kind == "line":
            x0, y0, x1, y1, share = rest
            result.append(f"<line x1='{x0:.1f}' y1='{y0:.1f}' x2='{x1:.1f}' y2='{y1:.1f}' stroke='{grey(share)}' stroke-width='.7'/>")
        else:
            x, y, w, h, share = rest
            result.append(f"<rect x='{x:.1f}' y='{y:.1f}' width='{w:.1f}' height='{h:.1f}' fill='{grey(share)}'/>")
    return "".join(result) + "</svg>"
