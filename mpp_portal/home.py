"""The first page: look for a service, track a file, find what people often need, get help."""

from collections import Counter

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from services.models import Standard

# Everyday needs by the tag that leads to them; one without a service in this mall is not shown.
EVERYDAY = {
    "ktp": (_("KTP-el"), _("Baru, hilang, rusak, atau ganti data")),
    "kk": (_("Kartu Keluarga"), _("Kartu baru atau perubahan data")),
    "akta": (_("Akta"), _("Kelahiran, kematian, dan pembetulan")),
    "pindah": (_("Pindah alamat"), _("Surat keterangan pindah")),
    "kerja": (_("Mencari kerja"), _("Kartu AK-1, SKCK, dan lainnya")),
    "pajak": (_("Pajak"), _("PBB, pajak daerah, dan NPWP")),
    "nikah": (_("Menikah"), _("Pendaftaran nikah")),
    "bansos": (_("Bantuan sosial"), _("Usulan dan sanggahan data")),
}


@login_not_required
@require_safe
def home(request):
    published = Standard.objects.published().order_by().values_list("kind", "kind_label", "tags")
    kinds, tags = Counter(), set()
    for kind, label, its_tags in published:
        kinds[kind, label or kind] += 1
        tags.update(its_tags)
    everyday = [
        {"tag": tag, "title": title, "text": text} for tag, (title, text) in EVERYDAY.items() if tag in tags
    ]
    groups = [
        {"kind": kind, "label": label, "count": count} for (kind, label), count in sorted(kinds.items())
    ]
    return render(request, "home.html", {"everyday": everyday, "kinds": groups, "total": sum(kinds.values())})
