"""Turns the lines of a report into bytes: encodings with and without a byte-order mark, and three line ends."""

CODECS = {"utf-8": ("utf-8", b""), "utf-8-bom": ("utf-8", b"\xef\xbb\xbf"), "gb18030": ("gb18030", b""),
          "utf-16le": ("utf-16-le", b""), "utf-16be": ("utf-16-be", b""), "big5": ("big5", b"")}
MARKS = {"utf-16le": b"\xff\xfe", "utf-16be": b"\xfe\xff"}


def representable(lines, codec):
    """True if every sign of the lines has a place in the encoding."""
    try:
        "".join(lines).encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def choose_encoding(random, lines):
    """Mostly UTF-8 and GB18030; Big5 for the few texts in traditional characters, which it can carry."""
    if representable(lines, "big5"):
        return "big5"
    return random.choices(["utf-8", "utf-8-bom", "gb18030", "utf-16le", "utf-16be"], [70, 8, 14, 5, 3])[0]


def choose_line_end(random):
    """Unix, Windows, and rarely the old Macintosh."""
    return random.choices(["\n", "\r\n", "\r"], [78, 18, 4])[0]


def encode(report, random):
    """The bytes of a report in its encoding, half of the UTF-16 ones without their mark."""
    codec, mark = CODECS[report.encoding]
    if report.encoding in MARKS and random.random() < 0.5:
        mark = MARKS[report.encoding]
    text = "\n".join(report.lines) + "\n" * (random.random() < 0.9)
    return mark + text.replace("\n", report.line_end).encode(codec)
