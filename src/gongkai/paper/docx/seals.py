"""The seal in a Word file: a picture that floats over name and date, where a person can still move it."""

from io import BytesIO
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from gongkai.paper.layouts import Layout
from gongkai.paper.model import Signature, printable

EMU = 36_000
"""Units of the drawing layer in a millimetre."""
POINT = 25.4 / 72


def press(paragraph: Any, block: Signature, widest: float, above: int, sheet: Layout) -> None:
    """Press the seal; `paragraph` is the date, `above` so many lines of the name, the `widest` so many characters.

    The picture hangs at the date, which has no space above it: programs differ in where a paragraph with space begins.
    """
    run = paragraph.add_run()
    inline = run.add_picture(BytesIO(block.picture), width=Mm(block.width))._inline
    middle = sheet.width - (4 + widest / 2) * sheet.text_size * POINT
    across, down = round((middle - block.width / 2) * EMU), round(-(block.rise + above * sheet.leading * POINT) * EMU)
    inline.docPr.set("descr", printable(f"印章：{block.organ}"))
    anchor = parse_xml(
        f'<wp:anchor {nsdecls("wp")} distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2"'
        ' behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{across}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{down}</wp:posOffset></wp:positionV></wp:anchor>'
    )
    anchor.append(inline.extent)
    anchor.append(parse_xml(f'<wp:effectExtent {nsdecls("wp")} l="0" t="0" r="0" b="0"/>'))
    anchor.append(parse_xml(f"<wp:wrapNone {nsdecls('wp')}/>"))
    anchor.append(inline.docPr)
    anchor.append(parse_xml(f"<wp:cNvGraphicFramePr {nsdecls('wp')}/>"))
    anchor.append(inline.graphic)
    inline.getparent().replace(inline, anchor)
