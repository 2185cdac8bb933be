"""The ways a printed table travels as text. Each layout turns a Table into a Rendered."""

from . import boxes, cell_lines, delimited, raster, reading_order

LAYOUTS = {
    "tabs": delimited.tabs,
    "csv": delimited.comma_separated,
    "markdown": delimited.markdown,
    "cell_lines_tabbed": cell_lines.tabbed,
    "cell_lines": cell_lines.bare,
    "spaces": raster.spaces,
    "reading_order": reading_order.reading_order,
    "box": boxes.box,
}
EXPLICIT_GRIDS = {"tabs", "csv", "markdown", "box"}
