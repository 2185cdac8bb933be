"""Report -> PDF by reportlab: its CID fonts, which it does not embed (STSong-Light, UniGB-UCS2-H)."""

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from . import ruling
from .flow import Flow, choose_look
from .page import Rule, Text
from .report import weighted
from .spoil import choose_extras

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


def measure(text, size):
    """The width of a text as reportlab's own tables have it."""
    return pdfmetrics.stringWidth(text, "STSong-Light", size)


def write(report, source, path):
    """Writes the report's file."""
    look = choose_look(source, report)
    if look.stack_label == "vertical":       # reportlab writes down the page only with another font
        look.stack_label = "stacked"
        report.damages -= {"label_vertical"}
        report.damages.add("label_stacked")
    report.damages.add("font_unigb_ucs2_h")
    way = weighted(source, ruling.WAYS)
    report.damages.add("rules_" + way)
    missing = {name for name in ("sides", "top", "bottom") if source.random() < .08 and way != "frames"}
    flow = Flow(report, look, source, measure, way, source.choice([.4, .5, .75, 1.0]), missing)
    flow.extras = choose_extras(source) - {"actual_text", "hidden_text"}
    canvas = Canvas(path, invariant=1, pageCompression=1)
    for page in flow.run():
        canvas.setPageSize((page.width, page.height))
        for thing in page.things:
            paint(canvas, thing, page.height)
        canvas.showPage()
    canvas.save()


def paint(canvas, thing, height):
    """One thing on the canvas."""
    if isinstance(thing, Text):
        text = canvas.beginText(thing.x, height - thing.y)
        text.setFont("STSong-Light", thing.size)
        if thing.twice == "stroke":
            text.setTextRenderMode(2)
            canvas.setLineWidth(.3)
        text.textOut(thing.text)
        if thing.twice == "stroke":
            text.setTextRenderMode(0)
        canvas.drawText(text)
        if thing.twice == "shift" or thing.font == "bold":
            canvas.setFont("STSong-Light", thing.size)
            canvas.drawString(thing.x + .3, height - thing.y, thing.text)
    elif isinstance(thing, Rule):
        canvas.setLineWidth(thing.width)
        canvas.setStrokeGray(thing.grey)
        canvas.setDash(*([list(thing.dash)] if thing.dash else []))
        canvas.line(thing.x0, height - thing.y0, thing.x1, height - thing.y1)
        canvas.setStrokeGray(0)
        canvas.setDash()
    else:
        canvas.setLineWidth(thing.width)
        if not thing.frame:
            canvas.setFillGray(thing.fill)
        canvas.rect(thing.x0, height - thing.y1, thing.x1 - thing.x0, thing.y1 - thing.y0, stroke=int(thing.frame), fill=int(not thing.frame))
        canvas.setFillGray(0)
