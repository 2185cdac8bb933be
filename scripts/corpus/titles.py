"""Titles, headings, file names and folders: where a report says whose it is and of which year."""

HAN_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
SUBJECTS = ["政府信息公开工作年度报告", "政府信息公开年度报告", "政府信息公开工作报告", "政府信息公开工作年报"]
HEADINGS = {
    "disclosure": ["主动公开政府信息情况"],
    "requests": ["收到和处理政府信息公开申请情况"],
    "review_litigation": ["政府信息公开行政复议、行政诉讼情况", "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
                          "行政复议、行政诉讼情况"],
    "overview": ["总体情况"],
    "problems": ["存在的主要问题及改进情况", "政府信息公开工作存在的主要问题及改进情况"],
    "others": ["其他需要报告的事项"],
}
ORDER = ["overview", "disclosure", "requests", "review_litigation", "problems", "others"]


YEAR_SOURCES = {"title": 86, "period": 6, "file": 3, "folder": 3, "none": 2}


def choose_year_source(random):
    """The title nearly always states the year."""
    return random.choices(list(YEAR_SOURCES), list(YEAR_SOURCES.values()))[0]


def year_words(random, year):
    """The year as a title prints it."""
    digits = random.choices([str(year), str(year).translate(HAN_DIGITS), str(year).translate(WIDE_DIGITS)], [90, 5, 5])[0]
    return random.choice([f"{digits}年", f"{digits}年", f"{digits}年度", f"{digits} 年"])


def title_lines(random, organ, year_text):
    """The title; broken, with the organ above it, or with the year in brackets below. Empty organ: not named."""
    subject = random.choice(SUBJECTS)
    if not year_text:
        return random.choice([[organ + subject], [organ, subject]]) if organ else [subject]
    if year_text.endswith("度") and subject.startswith("政府信息公开工作年度"):
        subject = SUBJECTS[2]
    whole = organ + year_text + subject
    if not organ:
        return [whole]
    style = random.choices(["one", "above", "broken", "below", "of", "after"], [45, 20, 12, 6, 10, 7])[0]
    if style == "above":
        return [organ, year_text + subject]
    if style == "broken":
        place = whole.rindex("年度报告" if "年度报告" in whole else "工作")
        return [whole[:place], whole[place:]]
    if style == "below":
        return [organ + subject, f"（{year_text}）"]
    if style == "of":
        return [organ + "关于" + year_text + "政府信息公开工作情况的报告"]
    if style == "after":
        return [year_text + organ + subject]
    return [whole]


def letters(number, width=3):
    """A number written in letters, so that no digits of it can be taken for a year."""
    text = ""
    while number or len(text) < width:
        number, rest = divmod(number, 26)
        text = chr(97 + rest) + text
    return text


class Headings:
    """Numbers and prints the section headings of one report in one style."""

    def __init__(self, random, plain=False):
        self.random = random
        self.style = "、" if plain else random.choices(["、", "、 ", "．", "digit"], [80, 8, 6, 6])[0]

    def __call__(self, section, number):
        words = self.random.choice(HEADINGS[section])
        if self.style == "digit":
            return f"{number}、 {words}"
        return "一二三四五六七八九"[number - 1] + self.style + words


def folders(random, agency, year, source, batch):
    """The folders of a report. Only a year that nothing else states, or the right one, stands in a folder's name."""
    division = agency.division
    places = [part for part in (division.province, division.city) if part] if division else ["中央部门"]
    if source == "folder":
        return [batch, str(year)] if random.random() < 0.5 else [batch, *places[:1], f"{year}年"]
    if source == "none":
        return [batch, *places]
    return random.choice([[batch], [batch, *places], [batch, *places], [batch, "年报"]])


def file_stem(random, organ, year, source, code):
    """The file's name without ending; with the year, the date of publication (where a text states the year), or neither."""
    if source == "file":
        return random.choice([f"{organ}{year}年政府信息公开年度报告-{code}", f"{year}年度报告-{code}", f"{code}_{year}"])
    if source in ("folder", "none"):
        return random.choice([code, f"{organ}-{code}"])
    return random.choice([code, f"{organ}{year}年政府信息公开工作年度报告-{code}", f"t{year + 1}0{random.randrange(1, 4)}28_{code}",
                          f"{organ}年报-{code}"])
