"""What stands on a page before any producer writes it: texts, rules and rectangles, y downwards in points."""

from dataclasses import dataclass, field


@dataclass
class Text:
    """A run of text on one baseline (or down one column, if vertical)."""

    x: float
    y: float                  # baseline; of vertical text the top of its first character
    size: float
    text: str
    font: str = "body"        # body or bold
    vertical: bool = False
    twice: str = ""           # "", stroke (fill and stroke: fake bold), shift (printed again, a little aside)
    hidden: bool = False      # render mode 3
    actual: str = ""          # what a reader should get instead of the glyphs
    width: float = 0.0
    in_table: bool = False


@dataclass
class Rule:
    """A straight line as it is to be painted."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.5
    way: str = "stroke"       # stroke or fill (a thin filled rectangle)
    dash: tuple = ()
    grey: float = 0.0
    in_table: bool = False


@dataclass
class Rect:
    """A rectangle, filled or drawn as a frame."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.5
    fill: float | None = None     # grey, 1 is white
    frame: bool = False
    dash: tuple = ()
    in_table: bool = False


@dataclass(eq=False)      # two blank pages are two pages
class Page:
    """One page: its size as seen by the reader of the paper, and all that is painted, in order."""

    width: float
    height: float
    things: list = field(default_factory=list)

    def add(self, thing):
        """Paint one more thing."""
        self.things.append(thing)


@dataclass
class Look:
    """The habits of one document's pages."""

    width: float = 595.28
    height: float = 841.89
    left: float = 72.0
    right: float = 72.0
    top: float = 72.0
    bottom: float = 72.0
    body_size: float = 14.0
    leading: float = 1.6
    table_size: float = 9.0
    table_leading: float = 1.25
    pad: float = 3.0
    row_pad: float = 2.0
    number_align: str = "centre"
    label_align: str = "left"
    vertical_align: str = "middle"
    narrow: bool = False              # numbers may break over lines
    stack_label: str = ""             # "", stacked (characters one above the other), vertical (vertical writing)
    repeat_headers: bool = False
    split_rows: bool = False          # a page may end inside a row
    span_flow: str = "first"          # where a cell that goes over pages has its text
    page_mark: str = ""
    running_head: str = ""
    head_rule: bool = False
    white_boxes: bool = False         # a white rectangle behind each paragraph
    underline: bool = False
    title_twice: str = ""
    header_shade: float | None = None
    landscape_tables: bool = False
    page_frame: bool = False


def half_and_full(text, size):
    """Width where Chinese characters are square and all others half as wide."""
    return sum(size if ord(c) > 0x2000 or c in "·×÷°±" else size / 2 for c in text)
