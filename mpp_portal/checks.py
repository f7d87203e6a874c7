"""What a mall's own look must be before the portal starts: colours that can be read, a logo that can be shown."""

from django.conf import settings
from django.core.checks import Error, register
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mpp_portal import colours, look

UNREADABLE = {
    "light": gettext_lazy(
        "%(name)s=%(colour)s sulit dibaca: kontrasnya %(reached)s, sedikitnya 4,5. Pilih warna yang lebih tua."
    ),
    "dark": gettext_lazy(
        "%(name)s=%(colour)s sulit dibaca: kontrasnya %(reached)s, sedikitnya 4,5. Pilih warna yang lebih muda."
    ),
}


@register()
def brand_is_readable(app_configs, **kwargs):
    own = settings.MALL["colours"]
    names = {"light": "MALL_COLOUR", "dark": "MALL_COLOUR_DARK"}
    if not any(own.values()):
        return []
    found = []
    for scheme, name in names.items():
        if not colours.is_colour(own[scheme]):
            found.append(
                Error(_("Isi %(name)s dengan warna seperti #0b5563.") % {"name": name}, id="mall.E001")
            )
        elif (reached := colours.weakest(own[scheme], scheme)) < colours.READABLE:
            words = {"name": name, "colour": own[scheme], "reached": f"{reached:.1f}"}
            found.append(Error(UNREADABLE[scheme] % words, id="mall.E002"))
    return found


@register()
def logo_is_shown(app_configs, **kwargs):
    if not settings.MALL["logo"]:
        return []
    path = look.logo_path()
    if path.suffix.lower() not in look.KINDS or not path.is_file():
        return [Error(_("MALL_LOGO=%(path)s bukan berkas SVG atau PNG.") % {"path": path}, id="mall.E003")]
    if path.stat().st_size > look.LARGEST_LOGO:
        return [Error(_("MALL_LOGO=%(path)s lebih besar dari 100 kB.") % {"path": path}, id="mall.E004")]
    return []
