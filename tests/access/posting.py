"""What the desk's form posts."""

from tests import cast


def decision(file, *, mend: str | None = None, against: bool = False) -> dict:
    """A whole checklist on which everything fits, but for one paper to mend; with what each decision asks for."""
    data = {"versi": file.version, "pendapat": "for"}
    for code, (value, _note) in cast.fits(file).items():
        data[f"syarat-{code}"] = "mend" if code == mend else value
    if mend:
        data[f"catatan-syarat-{mend}"] = "Gambar kurang jelas. Unggah ulang."
    if against:
        data |= {"dasar_hukum": "Permendagri 3/2018", "alasan_tolak": "Penelitian tidak memenuhi syarat."}
    return data
