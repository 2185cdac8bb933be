"""Turns numbers into what publishers print, and printed text into the form the datasets promise."""

import re
from dataclasses import dataclass

from .model import Printed

FULL_WIDTH_DIGITS = str.maketrans("0123456789.", "０１２３４５６７８９．")
NOT_APPLICABLE_MARKS = ["/", "—", "－", "-", "无", "不适用"]
CHINESE = r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef\u2018-\u201d\u2014]"


@dataclass
class NumberStyle:
    """How one document prints its numbers."""

    grouped: bool = False
    full_width: bool = False
    unit_suffix: bool = False
    signs: str = "plus"  # plus, words, words_spaced, words_unit, minus_only
    amount: str = "plain"  # plain, yuan, ten_thousand


def choose_number_style(random):
    """Most documents print plain digits; some group them, widen them or add units."""
    roll = random.random()
    return NumberStyle(
        grouped=random.random() < 0.25,
        full_width=roll < 0.04,
        unit_suffix=0.04 <= roll < 0.07,
        signs=random.choice(["plus", "plus", "words", "words", "words_spaced", "words_unit", "minus_only", "full_width_sign"]),
        amount=random.choice(["plain", "plain", "plain", "yuan", "ten_thousand"]),
    )


def digits(value, style):
    """The digits of a number (int or decimal string) in the document's style."""
    text = str(value)
    if style.grouped:
        whole, dot, rest = text.partition(".")
        sign = "-" if whole.startswith("-") else ""
        whole = whole.lstrip("-")
        text = sign + f"{int(whole):,}" + dot + rest
    if style.full_width:
        text = text.replace(",", "，").translate(FULL_WIDTH_DIGITS)
    return text


def print_count(value, style, unit=""):
    """A count; with the unit behind it where the document does so and the unit is known."""
    if style.unit_suffix and unit:
        return Printed(digits(value, style) + unit, "number", str(value), unit)
    return Printed(digits(value, style), "number", str(value), "")


def print_change(value, style, random, unit="项"):
    """A signed change: `+3`, `-2`, `增3`, `减少2`, `增加 3 项`."""
    size = digits(abs(value), style)
    if value == 0:
        return Printed(digits(0, style), "number", "0")
    if style.signs == "words":
        word = random.choice(["增", "增加"] if value > 0 else ["减", "减少"])
        return Printed(word + size, "number", str(value))
    if style.signs == "words_spaced":
        return Printed(("增加 " if value > 0 else "减少 ") + size + " " + unit, "number", str(value), unit)
    if style.signs == "words_unit":
        return Printed(("增加" if value > 0 else "减少") + size + unit, "number", str(value), unit)
    if style.signs == "minus_only":
        return Printed(("" if value > 0 else "-") + size, "number", str(value))
    if style.signs == "full_width_sign":
        return Printed(("＋" if value > 0 else "－") + size, "number", str(value))
    return Printed(("+" if value > 0 else "-") + size, "number", str(value))


def shortest(text):
    """The shortest exact decimal: `12.50` becomes `12.5`."""
    return text.rstrip("0").rstrip(".") if "." in text else text


def print_amount(ten_thousands, style, header_unit=""):
    """An amount given in 万元 as a decimal string; `header_unit` is what the header states."""
    if style.amount == "yuan" and ten_thousands != "0":
        yuan = shortest(f"{float(ten_thousands) * 10000:.2f}")
        return Printed(digits(yuan, style) + "元", "number", yuan, "元")
    if style.amount == "ten_thousand" and ten_thousands != "0":
        return Printed(digits(ten_thousands, style) + "万元", "number", shortest(ten_thousands), "万元")
    return Printed(digits(ten_thousands, style), "number", shortest(ten_thousands), header_unit)


def normalise(text):
    """The printed text as the datasets carry it: full-width letters and digits to ASCII, spaces folded."""
    text = "".join(
        chr(ord(sign) - 0xFEE0) if "０" <= sign <= "９" or "Ａ" <= sign <= "Ｚ" or "ａ" <= sign <= "ｚ" else sign
        for sign in text
    )
    text = re.sub(r"[\s\u3000\u00a0]+", " ", text).strip()
    text = re.sub(f"(?<={CHINESE}) (?={CHINESE})", "", text)
    return text


def pull_apart(text, random):
    """A space inside the digits of a number, as narrow cells leave it: `7730. 28`."""
    places = [match.start() for match in re.finditer(r"(?<=[0-9.,])(?=[0-9])", text)]
    if not places:
        return text
    place = random.choice(places)
    return text[:place] + " " + text[place:]
