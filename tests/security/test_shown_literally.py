"""What people type is text: on every page that shows it, in letters and on paper."""

import io
import re
from datetime import date, timedelta

import pytest
from django.core import mail
from pikepdf import Pdf

from accounts.models import Role
from accounts.workflow import propose_role, save_dependant, save_organisation, save_profile
from applications import workflow
from applications.models import Application
from applications.tasks import produce
from foundation.documents.checks import Checked
from foundation.documents.storing import read
from foundation.notifications.delivery import deliver
from tests import cast
from tests.answers import right_answers
from tests.applications.at_the_counter import local_now
from tests.security.scene import SERVICE, browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]

TRAP = "\"'><xss onload=joko()>{{ 7|add:42 }}{% joko %}#joko[]%(joko)s"
RUNS = ("<xss", ">49{", "javascript:joko")
PARTS = ("", "isian/", "dokumen/", "periksa/", "perbaikan/", "tanda-terima/")
LEAVES = ("/keluar/", "/static/", "/demo/")


class Trapped:
    """Every text field that anybody may fill holds the trap; files stand in every state that shows one."""

    def __init__(self):
        self.now = now = local_now() - timedelta(hours=20)
        self.sari = cast.citizen("Sari")
        typed = {"full_name": TRAP, "birth_place": TRAP, "address": TRAP}
        self.sari.name = TRAP
        self.sari.save()
        profile = save_profile(self.sari, typed, by=self.sari, now=now)
        of_firm = {"name": TRAP, "nib": "", "npwp": ""}
        self.firm = save_organisation(profile, of_firm, by=self.sari, now=now)
        born = {"relation": "child", "full_name": TRAP, "birth_date": date(2018, 8, 17), "nik": ""}
        self.child = save_dependant(profile, born, by=self.sari, now=now)
        self.ratna, self.wayan = (cast.officer(name, Role.ADMINISTRATOR) for name in ("Ratna", "Wayan"))
        propose_role(
            email="budi.lain@contoh.id", name=TRAP, role=Role.COORDINATOR, agency=None,
            starts_on=now.date(), by=self.ratna, now=now,
        )  # fmt: skip
        self.draft = self._draft(organisation=self.firm)
        self.returned = self._returned(self._sent(dependant=self.child))
        self.rejected = self._rejected(self._sent())
        self.issued = self._issued(self._sent(organisation=self.firm))

    def _draft(self, **behalf) -> Application:
        standard = cast.standard(SERVICE)
        answers = right_answers(SERVICE, self.now)
        free = [one for one in standard.fields.all() if one.type in ("text", "textarea")]
        answers |= {
            one.key: TRAP[: one.constraints.get("max_length", 250)]
            for one in free
            if not one.constraints.get("pattern")
        }
        draft = workflow.start_draft(standard, by=self.sari, now=self.now, answers=answers, **behalf)
        cast.attach_all(draft, by=self.sari, now=self.now)
        paper = draft.attachments.current().select_related("requirement", "document").first()
        trapped = Checked(TRAP[:90] + ".pdf", "application/pdf", cast.pdf_bytes())
        workflow.attach(draft.pk, paper.requirement, trapped, by=self.sari, now=self.now)
        return Application.objects.get(pk=draft.pk)

    def _sent(self, **behalf) -> Application:
        return workflow.submit(self._draft(**behalf).pk, by=self.sari, now=self.now)

    def _claimed(self, file):
        review, who = cast.claimed(file, now=self.now)
        who.name = TRAP
        who.save()
        return review, who, cast.fits(Application.objects.get(pk=file.pk))

    def _returned(self, file) -> Application:
        review, who, verdicts = self._claimed(file)
        verdicts[next(iter(verdicts))] = ("mend", TRAP)
        workflow.return_for_correction(
            file.pk, review.pk, by=who, now=self.now, verdicts=verdicts, reason=TRAP
        )
        return file

    def _rejected(self, file) -> Application:
        last = max(tier.order for tier in file.standard.tiers.all())
        while cast.open_review(file).tier.order < last:
            review, who, verdicts = self._claimed(file)
            workflow.pass_on(
                file.pk, review.pk, by=who, now=self.now, verdicts=verdicts, opinion="against", reason=TRAP
            )
        review, who, verdicts = self._claimed(file)
        workflow.reject(
            file.pk, review.pk, by=who, now=self.now, legal_ground=TRAP, reason=TRAP, verdicts=verdicts
        )
        return file

    def _issued(self, file) -> Application:
        file = cast.decided(file, now=self.now)
        produce(file.pk)
        return Application.objects.get(pk=file.pk)


def pages(client, start: list[str]):
    """(address, page) of everything that can be reached by links from these addresses, each kind a few times."""
    waiting, seen, kinds = list(start), set(start), {}
    while waiting:
        address = waiting.pop(0)
        answer = client.get(address)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            text = answer.content.decode()
            yield address, text
            for link in re.findall(r'(?:href|src)="(/[^"#]*)"', text):
                kind = re.sub(r"[0-9a-f-]{36}|\d+|(?<=/layanan/)[^/]+|\?.*", "*", link)
                if link in seen or link.startswith(LEAVES) or kinds.get(kind, 0) >= 3:
                    continue
                kinds[kind] = kinds.get(kind, 0) + 1
                seen.add(link)
                waiting.append(link)


def test_no_page_runs_what_was_typed():
    scene = Trapped()
    desk = cast.officer("Budi", Role.FRONT_OFFICE, "dpmptsp")
    mall = [cast.officer("Sari", Role.AUDITOR), cast.officer("Ratna", Role.COORDINATOR)]
    people = [scene.sari, desk, scene.ratna, *mall]
    ran, shown = [], set()
    for who in people:
        client = browser(who)
        hers = [scene.draft, scene.returned, scene.rejected, scene.issued]
        start = [
            "/masuk/lanjut/",
            "/profil/",
            "/pemberitahuan/",
            "/petugas/?q=%3Cxss",
            "/lacak/?kode=%22%3E%3Cxss",
        ]
        start += [f"/permohonan/{file.pk}/{part}" for file in hers for part in PARTS]
        start += [f"/petugas/berkas/{file.pk}/" for file in hers]
        for address, text in pages(client, start):
            ran += [(str(who.pk), address, sign) for sign in RUNS if sign in text]
            if "&lt;xss" in text:
                shown.add(re.sub(r"[0-9a-f-]{36}|\d+|\?.*", "*", address))
    assert not ran
    assert len(shown) >= 12, "the trap was not on the pages, so nothing was tried"


def test_letters_and_paper_carry_it_as_text():
    scene = Trapped()
    deliver()
    assert mail.outbox
    for letter in mail.outbox:
        assert "\n" not in letter.subject
        assert set(letter.extra_headers) <= {"Message-ID", "Auto-Submitted"}
        assert "49{" not in letter.body
    with Pdf.open(io.BytesIO(read(scene.issued.permit.document))) as paper:
        assert "/Names" not in paper.Root or "/JavaScript" not in paper.Root.Names
        assert len(paper.pages) >= 1


def test_the_search_pages_repeat_their_question_as_text():
    client = browser(cast.officer("Budi", Role.FRONT_OFFICE, "dpmptsp"))
    for address in ("/", "/layanan/", "/petugas/", "/petugas/orang/", "/lacak/", "/masuk/", "/daftar/"):
        for key in ("q", "kode", "instansi", "jenis", "page", "peran", "layanan", "meja", "next", "lanjut"):
            text = client.get(address, {key: TRAP}).content.decode()
            assert not any(sign in text for sign in RUNS), (address, key)
