"""The QR code of a slip: to be put into a page, printed without colour, read by any phone."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe


def qr(address: str) -> SafeString:
    """`<svg>` of the address, level M, with its quiet zone of four modules; its size is the stylesheet's."""
    svg = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        svg, kind="svg", border=4, light="white", xmldecl=False, svgns=False, nl=False,
        omitsize=True, svgclass="qr", lineclass=None,
    )  # fmt: skip
    return mark_safe(svg.getvalue().decode())  # noqa: S308  drawn by segno: modules, no text
