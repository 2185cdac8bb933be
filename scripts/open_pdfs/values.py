"""random source -> numbers as reports print them, each with the value that it states."""

from .model import Value


def number(source, decimals=0, low=1, high=99999, sign=False, group="", point="."):
    """A number; `group` stands between thousands."""
    low_power, high_power = len(str(low)), len(str(high))
    digits = source.randint(low_power, high_power)
    whole = source.randint(max(low, 10 ** (digits - 1)), min(high, 10 ** digits - 1))
    fraction = "".join(source.choice("0123456789") for _ in range(decimals))
    text = f"{whole:,}".replace(",", group) if group else str(whole)
    minus = "-" if sign and source.random() < .2 else ""
    value = f"{minus}{whole}" + ("." + fraction if decimals else "")
    return Value(minus + text + (point + fraction if decimals else ""), tidy(value), "number")


def tidy(value):
    """The shortest decimal of a number."""
    if "." in value:
        value = value.rstrip("0").rstrip(".")
    return "0" if value in ("-0", "") else value


def rate(source, low=-20, high=40, decimals=1):
    """A small rate, such as a growth in per cent."""
    value = f"{source.uniform(low, high):.{decimals}f}"
    return Value(value, tidy(value), "number")


def column_numbers(source, count, **options):
    """The numbers of one column: alike in size, as columns are."""
    size = source.choice([(1, 99), (10, 999), (100, 9999), (1000, 99999), (100, 999999), (1, 99999)])
    options.setdefault("low", size[0])
    options.setdefault("high", size[1])
    return [number(source, **options) for _ in range(count)]


def empty(source, blank_share, signs):
    """A cell without a number: nothing printed, or a sign for it; None where the number stays."""
    chance = source.random()
    if chance < blank_share:
        return Value("", "", "blank")
    if signs and chance < blank_share + .04:
        return Value(source.choice(signs), "", "na")
    return None
