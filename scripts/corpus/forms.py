"""The three national forms: their rows, columns and labels, and how they are laid out as tables with spans."""

from .model import Table
from .printing import normalise

KINDS = ["natural_person", "company", "research_institution", "public_interest_org", "legal_service", "other"]
MEASURES = KINDS + ["total"]
KIND_LABELS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
OUTCOMES = ["upheld", "corrected", "other", "pending", "total"]
OUTCOME_LABELS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
CHANNELS = ["review", "litigation_direct", "litigation_after_review"]
RELATION_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

# The results of a year, in printed order: (item, label) for single rows, (None, label, leaves) for groups.
RESULTS = [
    ("result.granted", "（一）予以公开"),
    ("result.partial", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    (None, "（三）不予公开", [
        ("result.refused.state_secret", "1.属于国家秘密"),
        ("result.refused.prohibited_by_law", "2.其他法律行政法规禁止公开"),
        ("result.refused.security_stability", "3.危及“三安全一稳定”"),
        ("result.refused.third_party", "4.保护第三方合法权益"),
        ("result.refused.internal_affairs", "5.属于三类内部事务信息"),
        ("result.refused.process_information", "6.属于四类过程性信息"),
        ("result.refused.enforcement_files", "7.属于行政执法案卷"),
        ("result.refused.administrative_query", "8.属于行政查询事项"),
    ]),
    (None, "（四）无法提供", [
        ("result.unable.not_held", "1.本机关不掌握相关政府信息"),
        ("result.unable.needs_creation", "2.没有现成信息需要另行制作"),
        ("result.unable.unclear_after_correction", "3.补正后申请内容仍不明确"),
    ]),
    (None, "（五）不予处理", [
        ("result.not_processed.petition", "1.信访举报投诉类申请"),
        ("result.not_processed.repeat", "2.重复申请"),
        ("result.not_processed.publication", "3.要求提供公开出版物"),
        ("result.not_processed.excessive", "4.无正当理由大量反复申请"),
        ("result.not_processed.confirm_obtained", "5.要求行政机关确认或重新出具已获取信息"),
    ]),
]
OTHER_LEAVES = [
    ("result.other.no_correction", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("result.other.unpaid_fee", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ("result.other.other", "3.其他"),
]
BASE_RESULT_ITEMS = [item for entry in RESULTS for item in
                     ([entry[0]] if entry[0] else [leaf[0] for leaf in entry[2]])]

DISCLOSURE_2021 = [
    ("第二十条第（一）项", [("issued", "本年制发件数"), ("repealed", "本年废止件数"), ("in_force", "现行有效件数")],
     [("regulations", "规章"), ("normative_documents", "行政规范性文件")]),
    ("第二十条第（五）项", [("decisions", "本年处理决定数量")], [("licensing", "行政许可")]),
    ("第二十条第（六）项", [("decisions", "本年处理决定数量")], [("penalties", "行政处罚"), ("coercion", "行政强制")]),
    ("第二十条第（八）项", [("amount", "本年收费金额（单位：万元）")], [("fees", "行政事业性收费")]),
]
PROJECTS_2019 = [("items_last_year", "上一年项目数量"), ("items_change", "本年增/减"), ("decisions", "处理决定数量")]
DISCLOSURE_2019 = [
    ("第二十条第（一）项", [("newly_made", "本年新制作数量"), ("newly_disclosed", "本年新公开数量"),
                    ("disclosed_total", "对外公开总数量")],
     [("regulations", "规章"), ("normative_documents", "规范性文件")]),
    ("第二十条第（五）项", PROJECTS_2019, [("licensing", "行政许可"), ("other_services", "其他对外管理服务事项")]),
    ("第二十条第（六）项", PROJECTS_2019, [("penalties", "行政处罚"), ("coercion", "行政强制")]),
    ("第二十条第（八）项", PROJECTS_2019[:2], [("fees", "行政事业性收费")]),
    ("第二十条第（九）项", [("procurement_projects", "采购项目数量"), ("procurement_amount", "采购总金额")],
     [("procurement", "政府集中采购")]),
]


def result_groups(template, other_style):
    """The result rows of a form. `other_style`: leaves, leaves_with_total, or single."""
    if template == "ogi-2019" or other_style == "single":
        return RESULTS + [("result.other", "（六）其他处理")]
    leaves = list(OTHER_LEAVES)
    if other_style == "leaves_with_total":
        leaves.insert(0, ("result.other", "0.其他处理总计"))
    return RESULTS + [(None, "（六）其他处理", leaves)]


def disclosure_table(template, printed, label):
    """The disclosure table: `printed` maps (item, measure) to a Printed, `label` prints a label."""
    blocks = DISCLOSURE_2021 if template == "ogi-2021" else DISCLOSURE_2019
    table = Table("disclosure", sum(2 + len(block[2]) for block in blocks), 4, header_rows=0, widths=[26, 18, 18, 20])
    row = 0
    for block_label, measures, items in blocks:
        block_text = label(block_label)
        table.add(row, 0, block_text, "block", colspan=4)
        table.add(row + 1, 0, label("信息内容"), "header")
        headers = []
        for place, (measure, header) in enumerate(measures):
            headers.append(label(header))
            table.add(row + 1, 1 + place, headers[-1], "header", colspan=last_span(place, len(measures)))
        for offset, (item, item_label) in enumerate(items):
            item_text = label(item_label)
            table.add(row + 2 + offset, 0, item_text, "label")
            for place, (measure, _) in enumerate(measures):
                table.add(row + 2 + offset, 1 + place, printed[item, measure].text, "value",
                          colspan=last_span(place, len(measures)), variable=(item, measure),
                          row_label=path(block_text, item_text), column_label=path(headers[place]),
                          printed=printed[item, measure])
        row += 2 + len(items)
    return table


def last_span(place, count):
    """The last of fewer than three value columns reaches to the table's edge."""
    return 4 - count if place == count - 1 else 1


def requests_table(template, printed, label, other_style="leaves", total_outside=False):
    """The requests table: three columns of labels and seven of values."""
    groups = result_groups(template, other_style)
    result_rows = sum(len(group[2]) if group[0] is None else 1 for group in groups) + 1
    table = Table("requests", 3 + 2 + result_rows + 1, 10, header_rows=3, label_columns=3,
                  widths=[8, 14, 34, 8, 8, 8, 10, 10, 8, 8])
    columns = requests_header(table, label, total_outside)

    def values(row, item, row_path):
        for place, measure in enumerate(MEASURES):
            value = printed[item, measure]
            table.add(row, 3 + place, value.text, "value", variable=(item, measure), row_label=row_path,
                      column_label=columns[place], printed=value)

    row = 3
    for item, text in (("received.new", "一、本年新收政府信息公开申请数量"), ("received.carried_in", "二、上年结转政府信息公开申请数量")):
        text = label(text)
        table.add(row, 0, text, "label", colspan=3)
        values(row, item, path(text))
        row += 1
    top = label("三、本年度办理结果")
    table.add(row, 0, top, "label", rowspan=result_rows, vertical=True)
    for group in groups + [("result.total", "（七）总计")]:
        text = label(group[1])
        if group[0]:
            table.add(row, 1, text, "label", colspan=2)
            values(row, group[0], path(top, text))
            row += 1
            continue
        table.add(row, 1, text, "label", rowspan=len(group[2]))
        for item, leaf in group[2]:
            leaf_text = label(leaf)
            table.add(row, 2, leaf_text, "label")
            values(row, item, path(top, text, leaf_text))
            row += 1
    text = label("四、结转下年度继续办理")
    table.add(row, 0, text, "label", colspan=3)
    values(row, "carried_out", path(text))
    return table


def requests_header(table, label, total_outside):
    """Print the three header rows; give the header path of each value column."""
    names = [label(text) for text in KIND_LABELS]
    situation, organisations = label("申请人情况"), label("法人或其他组织")
    table.add(0, 0, label(RELATION_NOTE), "header", rowspan=3, colspan=3)
    table.add(0, 3, situation, "header", colspan=6 if total_outside else 7)
    table.add(1, 3, names[0], "header", rowspan=2)
    table.add(1, 4, organisations, "header", colspan=5)
    for place in range(1, 6):
        table.add(2, 3 + place, names[place], "header")
    if total_outside:
        table.add(0, 9, names[6], "header", rowspan=3)
    else:
        table.add(1, 9, names[6], "header", rowspan=2)
    middle = [path(situation, organisations, name) for name in names[1:6]]
    return [path(situation, names[0])] + middle + [path(names[6]) if total_outside else path(situation, names[6])]


def review_table(printed, label):
    """The table of administrative reviews and lawsuits: one row of fifteen values under three header rows."""
    table = Table("review_litigation", 4, 15, header_rows=3, label_columns=0, widths=[6] * 15)
    review, lawsuits = label("行政复议"), label("行政诉讼")
    direct, after = label("未经复议直接起诉"), label("复议后起诉")
    names = [label(text) for text in OUTCOME_LABELS]
    table.add(0, 0, review, "header", colspan=5)
    table.add(0, 5, lawsuits, "header", colspan=10)
    table.add(1, 5, direct, "header", colspan=5)
    table.add(1, 10, after, "header", colspan=5)
    for channel, item in enumerate(CHANNELS):
        for place, measure in enumerate(OUTCOMES):
            column = channel * 5 + place
            if channel == 0:
                table.add(1, column, names[place], "header", rowspan=2)
            else:
                table.add(2, column, names[place], "header")
            above = [(review,), (lawsuits, direct), (lawsuits, after)][channel]
            value = printed[item, measure]
            table.add(3, column, value.text, "value", variable=(item, measure),
                      column_label=path(*above, names[place]), printed=value)
    return table


def path(*labels):
    """Labels from the outermost to the innermost as the datasets join them."""
    return " / ".join(normalise(text) for text in labels if text)
