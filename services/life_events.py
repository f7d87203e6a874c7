"""What people come for: turns in their lives, and everyday words, with the services that answer them.

A table of codes of the catalogue: a service this mall does not offer is left out, and so is an event without any.
Pure.
"""

from collections.abc import Collection
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Lead(NamedTuple):
    """A service, and when it is wanted in this turn of life."""

    service: str
    when: Promise


class LifeEvent(NamedTuple):
    """`leads`: in the order in which people need them. `icon`: a symbol of static/icons.svg."""

    code: str
    icon: str
    title: Promise
    text: Promise
    leads: tuple[Lead, ...]


class Everyday(NamedTuple):
    words: Promise
    service: str


def offered(available: Collection[str]) -> list[LifeEvent]:
    """Events with the leads among the available codes of services."""
    kept = (event._replace(leads=leading(event, available)) for event in EVENTS)
    return [event for event in kept if event.leads]


def leading(event: LifeEvent, available: Collection[str]) -> tuple[Lead, ...]:
    return tuple(lead for lead in event.leads if lead.service in available)


def everyday(available: Collection[str]) -> list[Everyday]:
    return [one for one in EVERYDAY if one.service in available]


EVENTS = (
    LifeEvent(
        "lahir", "birth", _("Lahir"), _("Akta, KIA, JKN bayi"),
        (
            Lead("akta-kelahiran", _("Mulai di sini. Untuk bayi sampai 60 hari, KK dan KIA terbit sekaligus.")),
            Lead("kia", _("Bila anak sudah punya akta, tetapi belum punya KIA.")),
            Lead("jkn-pendaftaran", _("Daftarkan bayi menjadi peserta jaminan kesehatan.")),
            Lead("pembetulan-akta", _("Bila ada salah tulis pada akta.")),
        ),
    ),
    LifeEvent(
        "sekolah", "school", _("Sekolah"), _("Kartu anak, perpustakaan, penelitian"),
        (
            Lead("kia", _("Kartu identitas anak, sering diminta saat mendaftar sekolah.")),
            Lead("legalisir-adminduk", _("Bila sekolah meminta salinan KK atau akta yang disahkan.")),
            Lead("kartu-anggota-perpustakaan", _("Untuk meminjam buku di perpustakaan kota.")),
            Lead("surat-keterangan-penelitian", _("Untuk skripsi, tesis, atau penelitian lain.")),
            Lead("izin-paud", _("Bila Anda mendirikan TK, kelompok bermain, atau penitipan anak.")),
            Lead("izin-pendidikan-nonformal", _("Bila Anda mendirikan tempat kursus atau PKBM.")),
        ),
    ),
    LifeEvent(
        "kerja", "work", _("Bekerja"), _("Kartu kuning, SKCK, NPWP, JHT"),
        (
            Lead("kartu-ak1", _("Kartu kuning bagi pencari kerja.")),
            Lead("skck", _("Bila tempat kerja meminta catatan kepolisian.")),
            Lead("npwp", _("Nomor pajak bagi orang yang berpenghasilan.")),
            Lead("klaim-jht", _("Bila Anda berhenti bekerja dan ingin mencairkan JHT.")),
            Lead("pencatatan-pkwt", _("Bila perusahaan Anda mempekerjakan karyawan kontrak.")),
        ),
    ),
    LifeEvent(
        "menikah", "wedding", _("Menikah"), _("Daftar nikah, KK baru, ganti KTP"),
        (
            Lead("pendaftaran-nikah", _("Mulai di sini, paling lambat 10 hari kerja sebelum akad.")),
            Lead("kk-baru", _("Sesudah menikah, buat kartu keluarga sendiri.")),
            Lead("ktp-el-penggantian", _("Ganti status atau alamat pada KTP.")),
            Lead("izin-keramaian", _("Bila pestanya mengumpulkan banyak orang.")),
        ),
    ),
    LifeEvent(
        "pindah", "moving", _("Pindah"), _("Surat pindah, KK, air, listrik"),
        (
            Lead("surat-pindah", _("Bila Anda pindah keluar kota atau antarkecamatan.")),
            Lead("kk-baru", _("Bila Anda pindah datang ke kota ini.")),
            Lead("ktp-el-penggantian", _("Ganti alamat pada KTP.")),
            Lead("jkn-pendaftaran", _("Ganti puskesmas atau klinik ke yang dekat rumah baru.")),
            Lead("sambungan-baru-air", _("Pasang air minum di rumah baru.")),
            Lead("pasang-baru-listrik", _("Pasang listrik atau tambah daya.")),
        ),
    ),
    LifeEvent(
        "meninggal", "death", _("Meninggal"), _("Akta kematian, makam, waris"),
        (
            Lead("akta-kematian", _("Mulai di sini. KK dan KTP pasangan diperbarui sekaligus.")),
            Lead("izin-pemakaman", _("Untuk petak makam di pemakaman umum milik kota.")),
            Lead("jkn-pendaftaran", _("Laporkan anggota keluarga yang meninggal kepada BPJS Kesehatan.")),
            Lead("klaim-jht", _("Bila yang meninggal peserta BPJS Ketenagakerjaan.")),
            Lead("pbb-mutasi", _("Bila tanah atau rumah diwariskan, ganti nama pada PBB.")),
        ),
    ),
    LifeEvent(
        "usaha", "business", _("Usaha"), _("NIB, papan nama, pajak usaha"),
        (
            Lead("nib-oss", _("Mulai di sini. Setiap usaha perlu NIB, juga warung dan usaha rumahan.")),
            Lead("npwp", _("Nomor pajak pusat untuk usaha Anda.")),
            Lead("pendaftaran-npwpd", _("Untuk rumah makan, hotel, hiburan, dan parkir.")),
            Lead("izin-reklame-permanen", _("Untuk papan nama atau reklame jangka panjang.")),
            Lead("izin-reklame-insidentil", _("Untuk spanduk, umbul-umbul, atau baliho sementara.")),
            Lead("keterangan-rencana-kota", _("Untuk tahu apakah tempat itu boleh dipakai usaha.")),
            Lead("pencatatan-pkwt", _("Bila Anda mempekerjakan karyawan kontrak.")),
        ),
    ),
    LifeEvent(
        "bangunan", "building", _("Rumah dan tanah"), _("PBG, sertipikat, PBB, air, listrik"),
        (
            Lead("keterangan-rencana-kota", _("Sebelum membangun, cek peruntukan tanahnya.")),
            Lead("pbg", _("Untuk membangun atau mengubah bangunan. Dulu bernama IMB.")),
            Lead("slf", _("Sebelum bangunan dipakai, atau saat masa berlakunya habis.")),
            Lead("cek-sertipikat", _("Sebelum membeli atau menjaminkan tanah.")),
            Lead("sertipikat-elektronik", _("Ganti sertipikat kertas menjadi elektronik.")),
            Lead("pbb-mutasi", _("Sesudah jual beli, waris, atau hibah.")),
            Lead("pbb-pembetulan", _("Bila nama, luas, atau kelas pada SPPT keliru.")),
            Lead("pbb-salinan-sppt", _("Bila SPPT hilang atau belum diterima.")),
            Lead("sambungan-baru-air", _("Pasang air minum.")),
            Lead("pasang-baru-listrik", _("Pasang listrik atau tambah daya.")),
            Lead("izin-penebangan-pohon", _("Bila pohon di tepi jalan perlu ditebang atau dipangkas.")),
        ),
    ),
    LifeEvent(
        "kesehatan", "health", _("Kesehatan"), _("JKN, bantuan iuran, izin praktik"),
        (
            Lead("jkn-pendaftaran", _("Daftar peserta, pindah faskes, atau ubah data.")),
            Lead("usulan-bantuan-sosial", _("Bila keluarga tidak mampu membayar iuran.")),
            Lead("sip-dokter", _("Untuk dokter dan dokter gigi yang berpraktik.")),
            Lead("sip-perawat", _("Untuk perawat yang berpraktik.")),
            Lead("sip-bidan", _("Untuk bidan yang berpraktik.")),
            Lead("sip-apoteker", _("Untuk apoteker yang berpraktik.")),
        ),
    ),
    LifeEvent(
        "perjalanan", "travel", _("Perjalanan"), _("SIM, tilang, paspor, IMEI"),
        (
            Lead("perpanjangan-sim", _("Sebelum masa berlakunya habis.")),
            Lead("tilang-barang-bukti", _("Ambil SIM, STNK, atau kendaraan sesudah denda dibayar.")),
            Lead("paspor", _("Untuk pergi ke luar negeri, umrah, atau haji.")),
            Lead("registrasi-imei", _("Bila Anda membawa ponsel dari luar negeri.")),
        ),
    ),
    LifeEvent(
        "acara", "event", _("Mengadakan acara"), _("Izin keramaian, sewa tempat, spanduk"),
        (
            Lead("izin-keramaian", _("Untuk pesta, konser, pameran, atau pertandingan.")),
            Lead("izin-pemakaian-kekayaan-daerah", _("Untuk memakai stadion, GOR, atau ruang publik.")),
            Lead("izin-reklame-insidentil", _("Untuk spanduk, umbul-umbul, atau baliho acara.")),
        ),
    ),
    LifeEvent(
        "bantuan", "support", _("Butuh bantuan"), _("Bansos, kekerasan, pengaduan"),
        (
            Lead("usulan-bantuan-sosial", _("Bila keluarga kurang mampu, atau data bantuan keliru.")),
            Lead("konsultasi-ppa", _("Bila ada kekerasan terhadap perempuan atau anak. Rahasia dijaga.")),
            Lead("pengaduan-lapor", _("Untuk mengadukan layanan pemerintah mana pun.")),
            Lead("permohonan-informasi-publik", _("Untuk meminta data atau dokumen pemerintah kota.")),
        ),
    ),
)  # fmt: skip

EVERYDAY = (
    Everyday(_("KTP hilang"), "ktp-el-penggantian"),
    Everyday(_("KTP pertama"), "ktp-el-baru"),
    Everyday(_("KK hilang atau berubah"), "kk-perubahan"),
    Everyday(_("Akta anak"), "akta-kelahiran"),
    Everyday(_("Buka warung"), "nib-oss"),
    Everyday(_("Pasang spanduk"), "izin-reklame-insidentil"),
    Everyday(_("Bayar PBB"), "pembayaran-pajak-daerah"),
    Everyday(_("SIM hampir habis"), "perpanjangan-sim"),
    Everyday(_("Cari kerja"), "kartu-ak1"),
    Everyday(_("KTP di ponsel"), "ikd-aktivasi"),
    Everyday(_("Bantuan sosial"), "usulan-bantuan-sosial"),
    Everyday(_("Kirim dokumen ke rumah"), "kirim-dokumen"),
)
