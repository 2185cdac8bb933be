"""random source -> Report without any table: prose, boxes, underlined lines, lists."""

from .report import Report, blackbox, prose_report, weighted

FORMS = [("申请人姓名：", "张建国"), ("工作单位：", "淮安市第一中学"), ("联系电话：", "0517-83901234"), ("通信地址：", "人民路12号"),
         ("所需信息内容：", "2020年度财政预算"), ("获取方式：", "邮寄"), ("证件号码：", ""), ("备注：", "")]
NOTICES = ["注意：申请人应当如实填写，并附身份证明复印件；申请内容应当明确、具体。",
           "重要提示：本单位从未授权任何机构收取费用，举报电话12345，受理时间为工作日9:00至17:00。",
           "公示期为2023年3月1日至3月7日，共7个工作日。对公示内容有异议的，请于3月7日前以书面形式反映。"]
GUIDE = ["第一条　为了规范信息公开工作，依据有关法律法规，结合实际，制定本办法。",
         "第二条　本办法适用于本级各部门、各直属机构以及2019年1月1日以后设立的派出机构。",
         "第三条　收到申请之日起20个工作日内予以答复；需要延长的，延长期限不得超过20个工作日。",
         "第四条　收取费用的标准：每件10元以下的部分不收取，11件至30件的每件100元，31件以上的以10件为一档。",
         "1．受理时间：上午8:30至12:00，下午14:00至17:30。", "2．受理地点：政务服务中心3楼12号窗口。",
         "3．联系电话：0517-87203188，传真：0517-87203199。", "（一）当面申请。　　（二）信函申请。　　（三）网络申请。"]


CHAPTERS = ["总则", "公开的主体和范围", "主动公开", "依申请公开", "监督和保障", "附则"]
STEPS = ["提交申请", "登记审查（5个工作日）", "补正告知", "征求第三方意见", "作出答复（20个工作日）"]


def make_document(source, number, layout):
    """One document without tables."""
    kind = weighted(source, {"prose": 18, "notices": 18, "form_lines": 18, "guide": 10, "columns": 14, "contents": 8, "boxes": 8, "mixed": 16})
    report = prose_report(source, number, layout)
    if kind != "prose":
        report.identity = {"template": ""}
        head = report.items[:2]
        body = [("para", line) for line in source.sample(GUIDE, source.randrange(3, len(GUIDE)))]
        extra = []
        if kind in ("notices", "mixed"):
            extra += [("notice", text) for text in source.sample(NOTICES, source.randrange(1, 4))]
        if kind in ("form_lines", "mixed"):
            extra.append(("form_lines", source.sample(FORMS, source.randrange(4, len(FORMS) + 1))))
        if kind == "columns":
            extra.append(("columns", [item[1] for item in report.items if item[0] == "para"]))
        if kind in ("contents", "mixed"):
            extra.append(("contents", [(f"第{c}章　{name}", str(1 + 3 * n)) for n, (c, name) in enumerate(zip("一二三四五六", CHAPTERS))]))
        if kind in ("boxes", "mixed"):
            extra.append(("boxes", STEPS[:source.randrange(3, len(STEPS) + 1)]))
        for item in extra:
            body.insert(source.randrange(len(body) + 1), item)
        report.items = head + body + [("para", line) for line in source.sample(GUIDE, 3)]
    report.path = f"无表/{layout}-{number:05d}.pdf"
    report.identity = {"template": ""}
    report.damages.add(kind)
    return report
