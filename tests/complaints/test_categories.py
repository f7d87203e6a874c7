"""The categories that the catalogue brings: two levels, one code space."""

from datetime import UTC, datetime

import pytest

from complaints.models import Category
from complaints.workflow import enter_category
from foundation.audit.models import Entry
from foundation.audit.sentences import sentence
from tests.catalogue import reader

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def test_parents_stand_in_the_order_of_the_file_and_children_below_them(catalogue):
    items = reader.read("complaint_categories")["items"]
    parents = Category.objects.filter(parent=None)
    assert [parent.code for parent in parents] == [item["code"] for item in items]
    for parent, item in zip(parents, items, strict=True):
        assert [child.code for child in parent.children.all()] == [
            child["code"] for child in item["children"]
        ]


def test_a_childs_days_follow_from_its_class(catalogue):
    child = Category.objects.get(code="pungli-petugas")
    assert (child.response_class, child.max_days, child.confidential) == ("pengawasan", 60, True)
    assert child.response_class_label == "Aduan berkadar pengawasan/perlu pemeriksaan"


@pytest.mark.usefixtures("catalogue")
def test_a_changed_child_alone_is_written_and_told():
    whole = reader.read("complaint_categories")
    item = whole["items"][0]
    item["children"][0]["examples"] = "Diminta uang lelah"
    before = Entry.objects.count()
    outcome = enter_category(item, whole["meta"], order=0, now=NOW)
    assert [code for code, change in outcome.items() if change] == ["pungli-petugas"]
    (entry,) = Entry.objects.all()[before:]
    assert sentence(entry) == "Kategori pengaduan pungli-petugas diperbarui dari katalog."
