"""One stage for the whole matrix: the people of every column, and files in the states the acts need."""

from dataclasses import dataclass, field
from datetime import timedelta

from accounts.models import Role
from applications import workflow
from applications.models import Application
from applications.tasks import produce
from complaints.models import Complaint
from tests import cast
from tests.applications import scenes
from tests.complaints import scenes as telling

SERVICE = "surat-keterangan-penelitian"  # DPMPTSP, its second tier at Bakesbangpol


@dataclass
class Stage:
    """`people`: column -> user (None for AN). `files`: name of a state -> application."""

    now: object
    people: dict = field(default_factory=dict)
    files: dict = field(default_factory=dict)
    complaints: dict = field(default_factory=dict)

    def build(self):
        self.people = {
            "AN": None,
            "CO": cast.citizen("Sari"),
            "CX": cast.citizen("Joko"),
            "AO": cast.officer("Ratna", Role.ASSISTANT, "dpmptsp"),
            "FA": cast.officer("Budi", Role.FRONT_OFFICE, "dpmptsp"),
            "FB": cast.officer("Budi", Role.FRONT_OFFICE, "dispendukcapil"),
            "TV": cast.officer("Ratna", Role.VERIFIER, "bakesbangpol"),
            "AP": cast.officer("Wayan", Role.SIGNATORY, "dpmptsp"),
            "KO": cast.officer("Ratna", Role.COORDINATOR),
            "CH": cast.officer("Budi", Role.COMPLAINT_OFFICER, "dpmptsp"),
            "CE": cast.officer("Wayan", Role.CATALOGUE_EDITOR),
            "AU": cast.officer("Sari", Role.AUDITOR),
            "AD": cast.officer("Budi", Role.ADMINISTRATOR),
        }
        self.second = cast.officer("Ratna", Role.ADMINISTRATOR)
        self.files = {
            "draft": cast.drafted(SERVICE, by=self.people["CO"], now=self.now),
            "empty": cast.drafted(SERVICE, by=self.people["CO"], now=self.now, files=False),
            "fo": self._at("FA", 1, claim=False),
            "fo claimed": self._at("FA", 1),
            "tv": self._at("TV", 2, claim=False),
            "tv claimed": self._at("TV", 2),
            "ap": self._at("AP", 4, claim=False),
            "ap claimed": self._at("AP", 4),
        }
        self.files["returned"] = self._returned()
        self.files["issued"] = self._issued()
        self.files["recorded"] = cast.decided(self._sent("pbb-salinan-sppt"), now=self.now)
        self.files["to record"] = self._to_record()
        self.files["kk approved"] = cast.decided(self._sent("kk-baru"), now=self.now)
        self.complaints = self._complaints()
        return self

    def _complaints(self) -> dict:
        """By state: Sari's with her account, "nobody's" without one, and old ones whose days are over."""
        sari, at_ap = {"by": self.people["CO"], "photos": 1}, {"agency": "dpmptsp"}
        found = {}
        for whose, told in (("", sari), ("nobody's ", {"anonymous": True, "photos": 1})):
            found[f"{whose}filed"] = telling.filed(now=self.now, **told)
            found[f"{whose}forwarded"] = telling.forwarded(
                telling.filed(now=self.now, **told), now=self.now, **at_ap
            )
            found[f"{whose}answered"] = telling.answered(
                telling.filed(now=self.now, **told), now=self.now, **at_ap
            )
        found["verified"] = telling.verified(telling.filed(now=self.now, **sari), now=self.now)
        found["released"] = telling.released(telling.filed(now=self.now, anonymous=True), now=self.now)
        begun = self.later(-24 * 40)
        found["overdue"] = telling.answered(telling.filed(now=begun, by=sari["by"]), now=begun, **at_ap)
        telling.official("inspektorat")
        return found

    def complaint(self, name: str) -> Complaint:
        return Complaint.objects.get(pk=self.complaints[name].pk)

    def _sent(self, service: str = SERVICE) -> Application:
        return cast.submitted(service, by=self.people["CO"], now=self.now)

    def _at(self, actor: str, tier: int, claim: bool = True) -> Application:
        """A file that waits at the actor's tier; decided before by others than the people of the columns."""
        file = self._sent()
        for _ in range(1, tier):
            file = cast.pass_one(file, now=self.now)
        if claim:
            workflow.claim(file.pk, cast.open_review(file).pk, by=self.people[actor], now=self.now)
        return Application.objects.get(pk=file.pk)

    def _returned(self) -> Application:
        file = self._sent()
        review, who = cast.claimed(file, now=self.now)
        verdicts = cast.fits(Application.objects.get(pk=file.pk))
        verdicts["ktp_el"] = ("mend", "Gambar kurang jelas.")
        workflow.return_for_correction(file.pk, review.pk, by=who, now=self.now, verdicts=verdicts)
        file = Application.objects.get(pk=file.pk)
        requirement = file.standard.requirements.get(code="ktp_el")
        checked = cast.check_upload(
            cast.upload(requirement.accept), accept=requirement.accept, max_mb=requirement.max_mb
        )
        workflow.attach(file.pk, requirement, checked, by=self.people["CO"], now=self.now)
        return Application.objects.get(pk=file.pk)

    def _issued(self) -> Application:
        file = cast.decided(self._sent(), now=self.now)
        produce(file.pk)
        return Application.objects.get(pk=file.pk)

    def _to_record(self) -> Application:
        """Of another agency, issued by another system: only the last tier, here, records its product."""
        scenes.published("izin-paud", self.now, agency="dikbud", product_kind="outside")
        return cast.decided(self._sent("izin-paud"), now=self.now)

    def file(self, name: str) -> Application:
        return Application.objects.get(pk=self.files[name].pk)

    def later(self, hours: int):
        return self.now + timedelta(hours=hours)
