"""How a document prints the labels of a form: its numbering, brackets, quotes, spaces, and its typing slips."""

import re

KNOWN_SLIPS = {
    "1.本机关不掌握相关政府信息": ["1.本机关不掌握相关信息"],
    "2.其他法律行政法规禁止公开": ["2.其他法律行政止公开", "2.其他法律、行政法规禁止公开", "2.其它法律行政法规禁止公开"],
    "3.危及“三安全一稳定”": ["3.危及三安全一稳定", "3.危及“三安全一稳定“", "3.危及\"三安全一稳定\""],
    "3.补正后申请内容仍不明确": ["3.补正后申请内容不明确"],
    "4.无正当理由大量反复申请": ["4.无正当理由大量反复申请的"],
    "5.要求行政机关确认或重新出具已获取信息": ["5.要求行政机关确认或重新出具已获取的信息", "5.要求行政机关确认或者重新出具已获取信息"],
    "1.信访举报投诉类申请": ["1.信访、举报、投诉类申请"],
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": ["（二）部分公开（区分处理的,只计这一情形,不计其他情形）", "（二）部分公开"],
    "四、结转下年度继续办理": ["四、结转下年继续办理"],
    "一、本年新收政府信息公开申请数量": ["一、本年新收政府信息公开申请数"],
    "本年收费金额（单位：万元）": ["本年收费金额(单位：万元)", "本年收费金额（单位:万元）"],
    "行政规范性文件": ["规范性文件"],
    "未经复议直接起诉": ["未经复议直接诉讼"],
    "2.政府网站公开政府信息数": ["2.政府网站公开信息数"],
    "（一）收到申请数": ["（一）收到申请总数"],
    "1.属于已主动公开范围数": ["1.属于主动公开范围数"],
}
FIXED = {"其他", "总计", "规章", "自然人"}


class LabelPrinter:
    """Prints each label of one document the same way wherever it stands."""

    def __init__(self, random, slip_share=0.0, plain=False):
        self.random, self.slip_share = random, 0.0 if plain else slip_share
        self.number_mark = "." if plain else random.choice([".", ".", ".", ". ", "．", "、"])
        self.brackets = "full" if plain else random.choice(["full", "full", "full", "ascii", "ascii_spaced"])
        self.spaced_total = not plain and random.random() < 0.1
        self.known, self.slips = {}, 0

    def __call__(self, text):
        if text not in self.known:
            self.known[text] = self.style(self.slip(text))
        return self.known[text]

    def slip(self, text):
        """Perhaps a known variant or a dropped character; never one that makes two labels alike."""
        if text in FIXED or self.random.random() >= self.slip_share:
            return text
        if text in KNOWN_SLIPS:
            self.slips += 1
            return self.random.choice(KNOWN_SLIPS[text])
        start = re.match(r"[（一二三四五六七八九）0-9.、]*", text).end()
        if len(text) - start >= 9 and "第二十条" not in text and "（" not in text[start:]:
            place = self.random.randrange(start + 3, len(text) - 1)
            if re.match(r"[\u4e00-\u9fff]", text[place]):
                self.slips += 1
                return text[:place] + text[place + 1:]
        return text

    def style(self, text):
        """The numbering, the brackets and the spaces of the document."""
        text = re.sub(r"^([0-9])\.", lambda match: match.group(1) + self.number_mark, text)
        if self.brackets != "full":
            space = " " if self.brackets == "ascii_spaced" else ""
            text = re.sub(r"^（([一二三四五六七八九])）", lambda match: f"({match.group(1)}){space}", text)
        if self.spaced_total and text.endswith("总计"):
            text = text[:-2] + "总 计"
        return text
