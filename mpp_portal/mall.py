"""The mall itself, in one place: all that differs between one mall and the next is said by these names.

Its time zone is the setting TIME_ZONE, its opening hours are rows (`sla.OfficeHours`), its services the catalogue.
"""

import re


def mall(env) -> dict:
    """`env`: an environs.Env. `place`: how the city or regency calls itself, "Kota Parepare".

    `whatsapp`: digits for wa.me, as "6281234567890". `logo`: path of an SVG or PNG. `colours`: of the brand, as
    "#0b5563", on light and on dark pages. What is not set is "".
    """
    government = env.str("MALL_GOVERNMENT", "Pemerintah Kota Probolinggo")
    return {
        "government": government,
        "place": government.removeprefix("Pemerintah "),
        "name": env.str("MALL_NAME", "Mal Pelayanan Publik Kota Probolinggo"),
        "short_name": env.str("MALL_SHORT_NAME", "MPP Kota Probolinggo"),
        "city": env.str("MALL_CITY", "Probolinggo"),
        "region": env.str("MALL_REGION", "35.74"),
        "address": env.str(
            "MALL_ADDRESS",
            "Jl. Basuki Rahmat (eks Islamic Center), Kel. Mangunharjo, Kec. Mayangan, Kota Probolinggo",
        ),
        "phone": env.str("MALL_PHONE", ""),
        "whatsapp": _international(env.str("MALL_WHATSAPP", "")),
        "email": env.str("MALL_EMAIL", ""),
        "hours_note": env.str("MALL_HOURS_NOTE", ""),
        "logo": env.str("MALL_LOGO", ""),
        "colours": {"light": env.str("MALL_COLOUR", ""), "dark": env.str("MALL_COLOUR_DARK", "")},
    }


def _international(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    return "62" + digits[1:] if digits.startswith("0") else digits
