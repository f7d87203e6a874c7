"""Bodies that are too long, too deep or too strange to stand in a file."""

import gzip
import json

MADE = {
    "bom": lambda: b"\xef\xbb\xbf{}",
    "utf16": lambda: '{"name": "Sari"}'.encode("utf-16"),
    "latin1": lambda: '{"name": "Sàri"}'.encode("latin-1"),
    "levels_65": lambda: b'{"a":' * 65 + b"1" + b"}" * 65,
    "levels_100000": lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "digits_5000": lambda: b'{"name": ' + b"7" * 5000 + b"}",
    "mb_10": lambda: json.dumps({"name": "x" * 10_000_000}).encode(),
    "keys": lambda: json.dumps({f"k{number}": 1 for number in range(60_000)}).encode(),
    "gzip": lambda: gzip.compress(json.dumps({"name": "x" * 5_000_000}).encode()),
}
IDS = {
    "upper": lambda known: str(known).upper(),
    "braces": lambda known: f"%7B{known}%7D",
    "kb_10": lambda known: "a" * 10_000,
}


def body_of(case: dict) -> bytes:
    return MADE[case["make"]]() if "make" in case else case["body"].encode()


def id_of(case: dict, known) -> str:
    return IDS[case["make"]](known) if "make" in case else case["text"]
