"""What a piece of JSON must look like. A check takes (value, path) and yields (path, reason) per fault."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from urllib.parse import urlsplit

Fault = tuple[str, str]
Check = Callable[[object, str], Iterator[Fault]]

MISSING, UNKNOWN = "kunci wajib ini tidak ada", "kunci ini tidak dikenal"
LARGEST = 10**15
SLUG = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")


def quoted(value) -> str:
    return f"“{str(value)[:60]}”"


def record(keys: dict[str, Check]) -> Check:
    """An object with exactly these keys."""

    def check(value, path):
        if not isinstance(value, dict):
            yield path, "harus berupa objek"
            return
        for key in sorted(keys.keys() - value.keys()):
            yield join(path, key), MISSING
        for key in sorted(value.keys() - keys.keys()):
            yield join(path, key), UNKNOWN
        for key, inner in keys.items():
            if key in value:
                yield from inner(value[key], join(path, key))

    return check


def join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def listing(inner: Check, *, least: int = 0) -> Check:
    """A list of at least so many, each of which passes `inner`."""

    def check(value, path):
        if not isinstance(value, list):
            yield path, "harus berupa daftar"
            return
        if len(value) < least:
            yield path, "daftar ini tidak boleh kosong"
        for number, one in enumerate(value):
            yield from inner(one, f"{path}[{number}]")

    return check


def nothing_or(inner: Check) -> Check:
    """null, or what passes `inner`."""

    def check(value, path):
        if value is not None:
            yield from inner(value, path)

    return check


def text(longest: int = 4000, *, blank: bool = False) -> Check:
    """Text that the database can store. `blank`: it may be empty."""

    def check(value, path):
        if not isinstance(value, str):
            yield path, "harus berupa teks"
        elif not value.strip() and not blank:
            yield path, "tidak boleh kosong"
        elif len(value) > longest:
            yield path, f"paling panjang {longest} huruf, sekarang {len(value)}"
        elif "\x00" in value or not value.isascii() and _has_half_characters(value):
            yield path, "memuat karakter yang tidak dapat disimpan"

    return check


def _has_half_characters(value: str) -> bool:
    """JSON can write one half of a pair (\\ud800), which is no character."""
    return any("\ud800" <= character <= "\udfff" for character in value)


def code(longest: int = 60) -> Check:
    """A name for machines: letters, digits, hyphen, underscore."""

    def check(value, path):
        faults = list(text(longest)(value, path))
        yield from faults
        if not faults and not set(value) <= SLUG:
            yield path, f"kode {quoted(value)} hanya boleh memuat huruf, angka, tanda hubung, dan garis bawah"

    return check


def whole(low: int = -LARGEST, high: int = LARGEST) -> Check:
    """A whole number between two bounds, both included; true and false are none."""

    def check(value, path):
        if not isinstance(value, int) or isinstance(value, bool):
            yield path, "harus berupa bilangan bulat"
        elif value < low:
            yield path, f"paling kecil {low}, sekarang {value}"
        elif value > high:
            yield path, f"paling besar {high}, sekarang {value}"

    return check


def number(value, path) -> Iterator[Fault]:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        yield path, "harus berupa angka"
    elif abs(value) > LARGEST:
        yield path, f"angka ini terlalu besar, paling besar {LARGEST}"


def flag(value, path) -> Iterator[Fault]:
    if not isinstance(value, bool):
        yield path, "harus true atau false"


def mapping(value, path) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield path, "harus berupa objek"


def anything(value, path) -> Iterator[Fault]:
    yield from ()


def one_of(known: Iterable[str], what: str = "nilai") -> Check:
    """One of the known texts. `what` is its name in the fault."""
    known = frozenset(known)

    def check(value, path):
        if not isinstance(value, str):
            yield path, "harus berupa teks"
        elif value not in known:
            yield path, f"{what} {quoted(value)} tidak dikenal"

    return check


def address(value, path) -> Iterator[Fault]:
    """A web address that a link may carry."""
    faults = list(text(200)(value, path))
    yield from faults
    if not faults:
        try:
            parts = urlsplit(value)
        except ValueError:
            parts = None
        if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
            yield path, f"alamat web {quoted(value)} harus diawali http:// atau https://"


def twice(values: Iterable) -> list:
    """Values that come more than once, each named once; what cannot be compared is left to other checks."""
    seen, again = set(), []
    for value in values:
        if isinstance(value, str | int):
            if value in seen and value not in again:
                again.append(value)
            seen.add(value)
    return again
