"""What is sent, as the real catalogue asks it: a research letter of DPMPTSP. Kept right by a test."""

SERVICE = "surat-keterangan-penelitian"
ANSWERS = {
    "judul_penelitian": "Kebiasaan membaca siswa di Kecamatan Mayangan",
    "kategori_peneliti": "perguruan_tinggi",
    "nama_lembaga": "Universitas Panca Marga",
    "tujuan": "skripsi",
    "bidang": "sosial",
}
NEW_APPLICATION = {"service": SERVICE, "answers": ANSWERS}
DRAFT_CHANGE = {"answers": {"bentuk": "kelompok", "jumlah_anggota": 3}, "seen": 1}
SENDING = {"declared": True, "seen": 12}
MENDING = {"answers": {"judul_penelitian": "Kebiasaan membaca siswa SD di Kecamatan Mayangan"}, "seen": 15}
CHECKLIST = {"proposal": {"value": "fits"}, "ktp_el": {"value": "fits"}}
JUDGING = {"verdicts": CHECKLIST, "opinion": "", "reason": ""}
PASSING = {"verdicts": CHECKLIST, "opinion": "for", "seen": 13}
RETURNING = {
    "verdicts": {
        **CHECKLIST,
        "ktp_el": {"value": "mend", "note": "Gambar kurang jelas. Unggah ulang."},
        "field:judul_penelitian": {"value": "mend", "note": "Tulis judul selengkapnya."},
    },
    "reason": "Ada dua hal yang perlu diperbaiki.",
    "seen": 13,
}
APPROVING = {"verdicts": CHECKLIST, "seen": 17}
REJECTING = {
    "legal_ground": "Permendagri 3/2018", "reason": "Penelitian tidak memenuhi syarat.", "seen": 17,
}  # fmt: skip
RECORDING = {"number": "3574-KW-22112026-0001", "issued_on": "2026-11-22"}
