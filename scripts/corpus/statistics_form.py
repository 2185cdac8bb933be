"""The form of 2014, 政府信息公开情况统计表: one number a row, the hierarchy carried by numbering and indentation."""

from .forms import path
from .model import Printed, Table

# (level, item or None for lines that only head a group, label, unit, note in brackets behind the label)
STATISTICS = [
    (0, None, "一、主动公开情况", "", ""),
    (1, "proactive.total", "（一）主动公开政府信息数", "条", "（不同渠道和方式公开相同信息计1条）"),
    (2, "proactive.normative_documents", "其中：主动公开规范性文件数", "条", ""),
    (2, "proactive.normative_documents_issued", "制发规范性文件总数", "件", ""),
    (1, None, "（二）通过不同渠道和方式公开政府信息的情况", "", ""),
    (2, "channels.gazette", "1.政府公报公开政府信息数", "条", ""),
    (2, "channels.website", "2.政府网站公开政府信息数", "条", ""),
    (2, "channels.weibo", "3.政务微博公开政府信息数", "条", ""),
    (2, "channels.wechat", "4.政务微信公开政府信息数", "条", ""),
    (2, "channels.other", "5.其他方式公开政府信息数", "条", ""),
    (0, None, "二、回应解读情况", "", ""),
    (1, "responses.total", "（一）回应公众关注热点或重大舆情数", "次", "（不同方式回应同一热点或舆情计1次）"),
    (1, None, "（二）通过不同渠道和方式回应解读的情况", "", ""),
    (2, "responses.press_conferences", "1.参加或举办新闻发布会总次数", "次", ""),
    (3, "responses.press_conferences_by_head", "其中：主要负责同志参加新闻发布会次数", "次", ""),
    (2, "responses.online_interviews", "2.政府网站在线访谈次数", "次", ""),
    (3, "responses.online_interviews_by_head", "其中：主要负责同志参加政府网站在线访谈次数", "次", ""),
    (2, "responses.interpretations", "3.政策解读稿件发布数", "篇", ""),
    (2, "responses.weibo_wechat", "4.微博微信回应事件数", "次", ""),
    (2, "responses.other", "5.其他方式回应事件数", "次", ""),
    (0, None, "三、依申请公开情况", "", ""),
    (1, "requests.received", "（一）收到申请数", "件", ""),
    (2, "requests.received.in_person", "1.当面申请数", "件", ""),
    (2, "requests.received.fax", "2.传真申请数", "件", ""),
    (2, "requests.received.online", "3.网络申请数", "件", ""),
    (2, "requests.received.letter", "4.信函申请数", "件", ""),
    (1, "requests.completed", "（二）申请办结数", "件", ""),
    (2, "requests.completed.on_time", "1.按时办结数", "件", ""),
    (2, "requests.completed.extended", "2.延期办结数", "件", ""),
    (1, "requests.answered", "（三）申请答复数", "件", ""),
    (2, "requests.answered.already_public", "1.属于已主动公开范围数", "件", ""),
    (2, "requests.answered.granted", "2.同意公开答复数", "件", ""),
    (2, "requests.answered.partial", "3.同意部分公开答复数", "件", ""),
    (2, "requests.answered.refused", "4.不同意公开答复数", "件", ""),
    (3, "requests.answered.refused.state_secret", "其中：涉及国家秘密", "件", ""),
    (3, "requests.answered.refused.trade_secret", "涉及商业秘密", "件", ""),
    (3, "requests.answered.refused.privacy", "涉及个人隐私", "件", ""),
    (3, "requests.answered.refused.security_stability", "危及国家安全、公共安全、经济安全和社会稳定", "件", ""),
    (3, "requests.answered.refused.not_government_information", "不是《条例》所指政府信息", "件", ""),
    (3, "requests.answered.refused.other_law", "法律法规规定的其他情形", "件", ""),
    (2, "requests.answered.not_this_organ", "5.不属于本行政机关公开数", "件", ""),
    (2, "requests.answered.does_not_exist", "6.申请信息不存在数", "件", ""),
    (2, "requests.answered.told_to_correct", "7.告知作出更改补充数", "件", ""),
    (2, "requests.answered.told_other_channel", "8.告知通过其他途径办理数", "件", ""),
    (0, "review.total", "四、行政复议数量", "件", ""),
    (1, "review.upheld", "（一）维持具体行政行为数", "件", ""),
    (1, "review.corrected", "（二）被依法纠错数", "件", ""),
    (1, "review.other", "（三）其他情形数", "件", ""),
    (0, "litigation.total", "五、行政诉讼数量", "件", ""),
    (1, "litigation.upheld", "（一）维持具体行政行为或者驳回原告诉讼请求数", "件", ""),
    (1, "litigation.corrected", "（二）被依法纠错数", "件", ""),
    (1, "litigation.other", "（三）其他情形数", "件", ""),
    (0, "complaints.total", "六、举报投诉数量", "件", ""),
    (0, "fees.collected", "七、依申请公开信息收取的费用", "万元", ""),
    (0, None, "八、机构建设和保障经费情况", "", ""),
    (1, "capacity.units", "（一）政府信息公开工作专门机构数", "个", ""),
    (1, "capacity.reading_points", "（二）设置政府信息公开查阅点数", "个", ""),
    (1, "capacity.staff", "（三）从事政府信息公开工作人员数", "人", ""),
    (2, "capacity.staff.full_time", "1.专职人员数（不包括政府公报及政府网站工作人员数）", "人", ""),
    (2, "capacity.staff.part_time", "2.兼职人员数", "人", ""),
    (1, "capacity.budget", "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）", "万元", ""),
    (0, None, "九、政府信息公开会议和培训情况", "", ""),
    (1, "meetings.held", "（一）召开政府信息公开工作会议或专题会议数", "次", ""),
    (1, "training.courses", "（二）举办各类培训班数", "次", ""),
    (1, "training.participants", "（三）接受培训人员数", "人次", ""),
]
MONEY_ITEMS = {"fees.collected", "capacity.budget"}


def measure_of(item):
    """The measure of a row of the form: an amount for money, else a count."""
    return "amount" if item in MONEY_ITEMS else "count"


def statistics_table(printed, label, indent, note_style, heading_mark):
    """The table. `indent` is printed once a level before a label; without it the place of the unnumbered lines is not
    certain. `note_style` (glued, own_line, none) says where the note in brackets goes; `heading_mark` stands in the
    unit and value cells of heading lines."""
    table = Table("statistics", 1 + len(STATISTICS), 3, widths=[56, 8, 14], cells_certain=bool(indent))
    names = [label("统计指标"), label("单位"), label("统计数")]
    for column, name in enumerate(names):
        table.add(0, column, name, "header")
    above = []
    for row, (level, item, text, unit, note) in enumerate(STATISTICS, start=1):
        text = label(text)
        if note and note_style != "none":
            text += ("\n" if note_style == "own_line" else "") + note
        above = above[:level] + [text]
        table.add(row, 0, indent * level + text, "label")
        row_label = path(*(line.replace("\n", "") for line in above))
        if item is None:
            table.add(row, 1, heading_mark, "unit")
            kind = "not_applicable" if heading_mark else "blank"
            table.add(row, 2, heading_mark, "value", row_label=row_label, column_label=path(names[2]),
                      printed=Printed(heading_mark, kind))
            continue
        value = printed[item, measure_of(item)]
        table.add(row, 1, unit, "unit")
        table.add(row, 2, value.text, "value", variable=(item, measure_of(item)), row_label=row_label,
                  column_label=path(names[2]), printed=value)
    return table
