"""Ways to break the invented catalogue: a change of the item, and the key and reason that must be named."""


def field(item, key):
    return next(one for one in item["form_fields"] if one["key"] == key)


def setting(path, value):
    """A change that puts `value` at `path` of an item; a path is keys and places in lists."""

    def change(item):
        for step in path[:-1]:
            item = item[step]
        item[path[-1]] = value

    return change


def limit(key, **constraints):
    return lambda item: field(item, key)["constraints"].update(constraints)


def tell(asked, **values):
    return lambda item: field(item, asked).update(values)


def without(key):
    return lambda item: item.pop(key)


TIER, WISH, STEP = "verification_tiers", "requirements", "procedure"
SHOW = "form_fields[8].show_if"
NAME, STORY, PLAYERS, START, END, PLACE, ORIGIN = (
    f"form_fields[{number}].constraints" for number in (0, 1, 2, 5, 6, 18, 19)
)
SERVICES = {
    "agency that nobody knows": (setting(["agency"], "badan-lain"), "agency", "“badan-lain” tidak dikenal"),
    "technical agency": (setting(["technical_agency"], "x"), "technical_agency", "tidak dikenal"),
    "agency of a tier": (setting([TIER, 0, "agency"], "x"), f"{TIER}[0].agency", "tidak dikenal"),
    "role": (setting([TIER, 0, "role"], "kepala_regu"), f"{TIER}[0].role", "peran “kepala_regu”"),
    "days that do not add up": (setting([TIER, 0, "working_days"], 0.5), TIER, "jumlah hari tahap 3"),
    "days between quarters": (setting([TIER, 0, "working_days"], 0.3), f"{TIER}[0].working_days", "0.3"),
    "no days": (setting([TIER, 0, "working_days"], 0), f"{TIER}[0].working_days", "“0”"),
    "order with a gap": (setting([TIER, 4, "order"], 6), TIER, "tanpa lompatan"),
    "tier code twice": (setting([TIER, 1, "code"], "loket"), TIER, "“loket” dipakai lebih dari sekali"),
    "no promise": (setting(["sla_working_days"], None), "sla_working_days", "harus mempunyai jumlah hari"),
    "promise as text": (setting(["sla_working_days"], "tiga"), "sla_working_days", "harus berupa angka"),
    "outside system": (setting(["external_system"], "oss2"), "external_system", "tidak dikenal"),
    "address": (setting(["external_url"], "javascript:alert(1)"), "external_url", "http"),
    "channel": (setting(["channel"], "pos"), "channel", "tidak dikenal"),
    "online without a form": (
        setting(["form_fields"], []),
        "form_fields",
        "harus diisi untuk layanan online",
    ),
    "online without tiers": (setting([TIER], []), TIER, "harus diisi untuk layanan online"),
    "counter with a form": (setting(["channel"], "counter"), "form_fields", "harus kosong"),
    "redirect without an address": (setting(["channel"], "redirect"), "external_url", "harus diisi"),
    "redirect with tiers": (setting(["channel"], "redirect"), TIER, "harus kosong"),
    "fee type": (setting(["fee", "type"], "murah"), "fee.type", "“murah” tidak dikenal"),
    "free that costs": (setting(["fee", "type"], "free"), "fee.amount", "harus bertarif 0"),
    "fixed without amount": (setting(["fee", "type"], "fixed"), "fee.amount", "harus ditulis"),
    "rule with amount": (setting(["fee", "amount"], 5000), "fee.amount", "harus null"),
    "tariff with a fraction": (
        setting(["fee", "tariffs", 0, "amount"], 1.5),
        "fee.tariffs[0].amount",
        "bulat",
    ),
    "product kind": (setting(["product_kind"], "surat"), "product_kind", "tidak dikenal"),
    "kind not in the list": (setting(["kind"], "tari"), "kind", "“tari” tidak dikenal"),
    "months": (setting(["validity", "months"], 0), "validity.months", "paling kecil 1"),
    "missing key": (without("tags"), "tags", "kunci wajib ini tidak ada"),
    "unknown key": (setting(["diskon"], 1), "diskon", "kunci ini tidak dikenal"),
    "unknown key inside": (setting(["fee", "pajak"], 1), "fee.pajak", "kunci ini tidak dikenal"),
    "list for an object": (setting(["fee"], []), "fee", "harus berupa objek"),
    "text for a list": (setting(["tags"], "pentas"), "tags", "harus berupa daftar"),
    "number for a text": (setting(["name"], 7), "name", "harus berupa teks"),
    "half a character": (setting(["name"], "Izin \ud800"), "name", "tidak dapat disimpan"),
    "zero byte": (setting(["name"], "Izin \x00"), "name", "tidak dapat disimpan"),
    "fee without end": (
        setting(["fee", "tariffs", 0, "amount"], 10**30),
        "fee.tariffs[0].amount",
        "paling besar",
    ),
    "limit without end": (limit("jumlah_pemain", max=1e300), f"{PLAYERS}.max", "terlalu besar"),
    "empty name": (setting(["name"], "  "), "name", "tidak boleh kosong"),
    "name too long": (setting(["name"], "x" * 201), "name", "paling panjang 200"),
    "actor": (setting([STEP, 0, "actor"], "dukun"), "procedure[0].actor", "“dukun” tidak dikenal"),
    "step order twice": (setting([STEP, 0, "order"], 1), "procedure", "urutan 1 ditulis lebih dari sekali"),
    "field type": (tell("bentuk", type="pilihan"), "form_fields[7].type", "“pilihan” tidak dikenal"),
    "field key twice": (tell("uraian", key="nama_pentas"), "form_fields", "“nama_pentas” dipakai lebih"),
    "required as text": (tell("uraian", required="ya"), "form_fields[1].required", "true atau false"),
    "choice without choices": (
        tell("bentuk", choices=[]),
        "form_fields[7].choices",
        "harus mempunyai pilihan",
    ),
    "text with choices": (
        tell("uraian", choices=[{"value": "a", "label": "A"}]),
        "form_fields[1].choices",
        "tidak boleh mempunyai pilihan",
    ),
    "choice twice": (
        lambda item: field(item, "bentuk")["choices"].append({"value": "musik", "label": "Lagi"}),
        "form_fields[7].choices",
        "“musik” ditulis lebih dari sekali",
    ),
    "constraint nobody knows": (limit("uraian", warna="biru"), f"{STORY}.warna", "tidak dikenal"),
    "constraint of another type": (limit("uraian", min=3), f"{STORY}.min", "untuk isian textarea"),
    "limits crossed": (limit("jumlah_pemain", min=2000), f"{PLAYERS}.min", "lebih besar daripada max"),
    "limit as text": (limit("jumlah_pemain", min="1"), f"{PLAYERS}.min", "harus berupa angka"),
    "pattern": (limit("nama_pentas", pattern="("), f"{NAME}.pattern", "tidak dapat dibaca"),
    "pattern without end": (limit("nama_pentas", pattern="(a+)+$"), f"{NAME}.pattern", "lambat"),
    "relative date": (limit("mulai", min_date="besok"), f"{START}.min_date", "“besok”"),
    "fixed date": (limit("mulai", min_date="2026-01-01"), f"{START}.min_date", "today+30d"),
    "after nothing": (limit("selesai", after_field="x"), f"{END}.after_field", "tidak ada"),
    "after no date": (limit("selesai", after_field="bentuk"), f"{END}.after_field", "bukan tanggal"),
    "after itself": (limit("selesai", after_field="selesai"), f"{END}.after_field", "sendiri"),
    "place nobody knows": (limit("kelurahan", within="99.99"), f"{PLACE}.within", "tidak dikenal"),
    "level nobody knows": (limit("asal", level="negara"), f"{ORIGIN}.level", "tidak dikenal"),
    "no place to choose": (limit("kelurahan", level="provinsi"), f"{PLACE}", "tidak ada wilayah"),
    "condition on nothing": (
        tell("gaya_musik", show_if={"field": "x", "in": ["a"]}),
        f"{SHOW}.field",
        "“x” tidak ada",
    ),
    "condition on a text": (
        tell("gaya_musik", show_if={"field": "uraian", "in": ["a"]}),
        f"{SHOW}.field",
        "bukan pilihan atau kotak centang",
    ),
    "condition on no choice": (
        tell("gaya_musik", show_if={"field": "bentuk", "in": ["tari"]}),
        f"{SHOW}.in",
        "“tari” tidak ada",
    ),
    "text for a box": (
        tell("gaya_musik", show_if={"field": "berbayar", "in": ["true"]}),
        f"{SHOW}.in",
        "“true” tidak ada",
    ),
    "condition in a circle": (
        tell("bentuk", show_if={"field": "gaya_musik", "in": ["rok"]}),
        "form_fields[7].show_if",
        "berputar kembali",
    ),
    "requirement on no choice": (
        setting([WISH, 2, "condition"], {"field": "bentuk", "in": ["tari"]}),
        "requirements[2].condition.in",
        "“tari” tidak ada",
    ),
    "requirement code twice": (
        setting([WISH, 1, "code"], "denah"),
        WISH,
        "“denah” dipakai lebih dari sekali",
    ),
    "requirement kind": (setting([WISH, 0, "kind"], "surat"), "requirements[0].kind", "tidak dikenal"),
    "only unfit file types": (
        setting([WISH, 1, "accept"], ["xlsx"]),
        "requirements[1].accept",
        "tidak ada jenis berkas",
    ),
    "file without a size": (setting([WISH, 0, "max_mb"], None), "requirements[0].max_mb", "harus ditulis"),
    "size with a fraction": (setting([WISH, 0, "max_mb"], 1.5), "requirements[0].max_mb", "bulat"),
    "upload of something told": (
        setting([WISH, 4, "accept"], ["pdf"]),
        "requirements[4].accept",
        "keterangan",
    ),
    "verification level": (
        setting(["verification", "level"], "yakin"),
        "verification.level",
        "tidak dikenal",
    ),
}
OTHERS = {
    "agency kind": ("agencies", setting(["kind"], "x"), "badan-layar", "kind", "“x” tidak dikenal"),
    "agency key": ("agencies", without("short_name"), "badan-layar", "short_name", "tidak ada"),
    "contact": (
        "agencies",
        setting(["complaint_channels", 0, "verified"], "ya"),
        "badan-layar",
        "complaint_channels[0].verified",
        "true atau false",
    ),
    "region code": ("regions", setting(["code"], "7x"), "7x", "code", "bukan kode wilayah"),
    "region parent": ("regions", setting(["parent"], "99"), "73", "parent", "“99” tidak dikenal"),
    "system url": ("external_systems", setting(["url"], "pentas.id"), "pentas-daring", "url", "http"),
    "system kind": ("external_systems", setting(["kind"], "x"), "pentas-daring", "kind", "tidak dikenal"),
    "system scope": ("external_systems", setting(["scope"], "x"), "pentas-daring", "scope", "tidak dikenal"),
    "category agency": (
        "complaint_categories",
        setting(["agency"], "x"),
        "pentas",
        "agency",
        "tidak dikenal",
    ),
    "category class": (
        "complaint_categories",
        setting(["children", 0, "response_class"], "lambat"),
        "pentas",
        "children[0].response_class",
        "“lambat” tidak dikenal",
    ),
    "category code twice": (
        "complaint_categories",
        setting(["children", 0, "code"], "pentas"),
        "pentas",
        "code",
        "lebih dari sekali",
    ),
}
