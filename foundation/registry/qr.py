"""An address as a QR code, to be put into a page: printed without colour, read by any phone."""

import io

import segno
from django.utils.safestring import SafeString


def qr_svg(address: str) -> SafeString:
    """`<svg class="qr">`, level M, with its quiet zone of four modules; its size is the stylesheet's."""
    svg = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        svg, kind="svg", border=4, light="white", xmldecl=False, svgns=False, nl=False,
        omitsize=True, svgclass="qr", lineclass=None,
    )  # fmt: skip
    return SafeString(svg.getvalue().decode())
