"""The API's own refusal, and what is said for each status where nothing better is known."""

from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException

# Status -> short name and sentence.
KINDS = {
    400: ("invalid", _("Permintaan ini belum benar. Perbaiki menurut “errors”, lalu kirim lagi.")),
    401: ("not-signed-in", _("Masuk dulu, atau kirim token yang masih berlaku pada kepala Authorization.")),
    403: ("not-yours", _("Anda tidak memiliki tugas ini.")),
    404: ("not-found", _("Yang dicari tidak ada. Periksa kembali alamatnya.")),
    405: ("method", _("Cara (metode) ini tidak tersedia di alamat ini. Lihat kepala Allow.")),
    406: ("not-acceptable", _("Jawaban di sini hanya JSON. Kirim kepala Accept: application/json.")),
    409: ("state", _("Keadaannya sudah berubah. Baca lagi, lalu ulangi bila masih perlu.")),
    413: ("too-large", _("Kiriman ini terlalu besar. Perkecil, lalu kirim lagi.")),
    415: ("media-type", _("Jenis isi ini tidak diterima di sini. Kirim menurut dokumentasi alamat ini.")),
    422: ("key-reused", _("Idempotency-Key ini sudah dipakai untuk isi lain. Pakai kunci baru.")),
    429: ("too-many", _("Terlalu banyak permintaan. Tunggu sebentar, lalu coba lagi.")),
    500: ("our-fault", _("Ada kesalahan di pihak kami. Coba lagi nanti; sebutkan “ref” bila melapor.")),
    503: ("busy", _("Portal sedang sibuk. Tunggu sebentar, lalu coba lagi.")),
}


class Refusal(APIException):
    """A refusal with a status and a sentence of its own; `retry`: seconds to wait, told in Retry-After."""

    def __init__(
        self, status: int, sentence=None, *, code: str = "", field: str | None = None, retry: int = 0
    ):
        kind, general = KINDS[status]
        self.status_code = status
        self.field = field
        self.sentence = sentence or general
        if retry:
            self.wait = retry
        super().__init__(detail=force_str(self.sentence), code=code or kind)
