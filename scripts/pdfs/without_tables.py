"""random source -> Report without any table: prose, boxes, underlined lines, lists."""

import re

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


# What the forms ask for, told in sentences: `#` is a number.
TOLD = ["本年制发规章#件、行政规范性文件#件，废止规章#件、行政规范性文件#件，现行有效规章#件、行政规范性文件#件；办理行政许可#件，"
        "作出行政处罚#件、行政强制#件，行政事业性收费#万元。",
        "全年新收政府信息公开申请#件，上年结转政府信息公开申请#件。其中予以公开#件，部分公开#件；不予公开#件，包括属于国家秘密#件、"
        "其他法律行政法规禁止公开#件、危及“三安全一稳定”#件、保护第三方合法权益#件、属于三类内部事务信息#件、属于四类过程性信息#件、"
        "属于行政执法案卷#件、属于行政查询事项#件；无法提供#件，包括本机关不掌握相关政府信息#件、没有现成信息需要另行制作#件、"
        "补正后申请内容仍不明确#件；不予处理#件，包括信访举报投诉类申请#件、重复申请#件、要求提供公开出版物#件、无正当理由大量反复申请#件；"
        "其他处理#件。总计#件，结转下年度继续办理#件。",
        "因政府信息公开申请行政复议#件，结果维持#件、结果纠正#件、其他结果#件、尚未审结#件；未经复议直接起诉#件，结果维持#件、"
        "结果纠正#件、其他结果#件、尚未审结#件；复议后起诉#件，结果维持#件、结果纠正#件。",
        "主动公开政府信息数#条，其中主动公开规范性文件数#条，制发规范性文件总数#件；通过政府公报公开政府信息数#条，政府网站公开政府信息数#条，"
        "政务微博公开政府信息数#条，政务微信公开政府信息数#条；回应公众关注热点或重大舆情数#次；收到申请数#件，申请办结数#件，"
        "行政复议数量#件，行政诉讼数量#件，举报投诉数量#件。"]
LISTED = ["（一）予以公开#件；", "（二）部分公开#件；", "（三）不予公开#件：", "1．属于国家秘密#件；", "2．其他法律行政法规禁止公开#件；",
          "3．危及“三安全一稳定”#件；", "4．保护第三方合法权益#件；", "5．属于三类内部事务信息#件；", "6．属于四类过程性信息#件；",
          "7．属于行政执法案卷#件；", "8．属于行政查询事项#件；", "（四）无法提供#件：", "1．本机关不掌握相关政府信息#件；",
          "2．没有现成信息需要另行制作#件；", "3．补正后申请内容仍不明确#件；", "（五）不予处理#件；", "（六）其他处理#件；", "（七）总计#件。"]

CHAPTERS = ["总则", "公开的主体和范围", "主动公开", "依申请公开", "监督和保障", "附则"]
SECTIONS = ["总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况", "存在的主要问题及改进情况",
            "其他需要报告的事项"]
STEPS = ["提交申请", "登记审查（5个工作日）", "补正告知", "征求第三方意见", "作出答复（20个工作日）"]


def told(source, text):
    """The text with its numbers."""
    return re.sub("#", lambda _: str(source.choice([0, source.randrange(30), source.randrange(3000)])), text)


def make_document(source, number, layout):
    """One document without tables."""
    kind = weighted(source, {"prose": 18, "notices": 18, "form_lines": 18, "guide": 10, "columns": 14, "contents": 8, "boxes": 8, "mixed": 16,
                             "told": 16, "listed": 8})
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
        if kind == "told":
            extra += [("para", told(source, text)) for text in source.sample(TOLD, source.randrange(1, len(TOLD) + 1))]
        if kind in ("contents", "mixed"):
            heads = source.choice([[f"第{c}章　{name}" for c, name in zip("一二三四五六", CHAPTERS)],
                                   [f"{c}、{name}" for c, name in zip("一二三四五六", SECTIONS)]])
            extra.append(("contents", [(head, str(1 + 3 * n)) for n, head in enumerate(heads)]))
        if kind in ("boxes", "mixed"):
            extra.append(("boxes", STEPS[:source.randrange(3, len(STEPS) + 1)]))
        for item in extra:
            body.insert(source.randrange(len(body) + 1), item)
        if kind == "listed":
            body += [("para", told(source, line)) for line in LISTED]
        report.items = head + body + [("para", line) for line in source.sample(GUIDE, 3)]
    report.path = f"无表/{layout}-{number:05d}.pdf"
    report.identity = {"template": ""}
    report.damages.add(kind)
    return report
