"""Colours by arithmetic: how far two stand apart for the eye, and a mall's own brand in every role of the brand."""

import re

HEX = re.compile(r"#[0-9a-fA-F]{6}")
READABLE = 4.5  # WCAG 2.2, 1.4.3
# As in static/css/portal.css: what the brand stands on, and beside.
SURFACES = {"light": ("#ffffff", "#f8f8f7"), "dark": ("#1c1f1f", "#131515")}
WHITE, BLACK = "#ffffff", "#000000"


def is_colour(text: str) -> bool:
    return HEX.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """Between 1 and 21, by WCAG's formula."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """`one` with this share of `other` in it."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def roles(brand: str, scheme: str) -> dict[str, str]:
    """The brand's roles of the stylesheet, all of them from one colour."""
    surface = SURFACES[scheme][0]
    if scheme == "light":
        strong, bar = mixed(brand, BLACK, 0.35), brand
    else:
        strong, bar = mixed(brand, WHITE, 0.35), mixed(brand, BLACK, 0.7)
    return {
        "brand": brand,
        "brand-strong": strong,
        "brand-soft": mixed(surface, brand, 0.1),
        "on-brand": WHITE if scheme == "light" else BLACK,
        "bar": bar,
    }


def weakest(brand: str, scheme: str) -> float:
    """The least contrast of any pair in which this brand is read."""
    own = roles(brand, scheme)
    pairs = [(own["on-brand"], own["brand"]), (own["brand-strong"], own["brand-soft"]), (WHITE, own["bar"])]
    pairs += [(own[role], surface) for role in ("brand", "brand-strong") for surface in SURFACES[scheme]]
    return min(contrast(*pair) for pair in pairs)


def sheet(light: str, dark: str) -> str:
    """Stands after portal.css and says the same roles again."""
    return f":root{_block(light, 'light')}@media(prefers-color-scheme:dark){{:root{_block(dark, 'dark')}}}"


def _block(brand: str, scheme: str) -> str:
    return "{" + "".join(f"--{role}:{colour};" for role, colour in roles(brand, scheme).items()) + "}"


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _luminance(colour: str) -> float:
    shares = [value / 255 for value in _channels(colour)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
