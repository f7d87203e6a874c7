"""Agencies, regions, and who holds which role where, between which dates."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Agency(models.Model):
    """An *instansi* with a counter in the mall, or a technical team behind one."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)
    kind_label = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    has_counter = models.BooleanField(default=False)
    counter_evidence = models.CharField(max_length=60, blank=True)
    complaint_channels = models.JSONField(default=list)
    verification = models.JSONField(default=dict)

    class Meta:
        ordering = [Lower("short_name"), "id"]
        verbose_name_plural = "agencies"

    def __str__(self):
        return self.short_name


class Region(models.Model):
    """A Kemendagri region: PP, PP.KK, PP.KK.CC or PP.KK.CC.DDDD. Codes have gaps; none is ever made up."""

    code = models.CharField(max_length=13, primary_key=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=120)
    level = models.CharField(max_length=20)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    alt_names = models.JSONField(default=list)

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.name

    @property
    def in_full(self) -> str:
        """With the place above it, where there is one: a kelurahan often has the name of its kecamatan."""
        if self.parent is None:
            return self.name
        kind = "Kec. " if self.parent.level == "kecamatan" else ""
        return f"{self.name}, {kind}{self.parent.short_name}"


class Role(models.TextChoices):
    FRONT_OFFICE = "front_office", _("Petugas loket")
    VERIFIER = "verifier", _("Verifikator teknis")
    APPROVER = "approver", _("Kepala bidang")
    SIGNATORY = "signatory", _("Pejabat penetap")
    ASSISTANT = "assistant", _("Petugas pendamping")
    COORDINATOR = "coordinator", _("Koordinator MPP")
    COMPLAINT_OFFICER = "complaint_officer", _("Petugas pengaduan")
    CATALOGUE_EDITOR = "catalogue_editor", _("Penyunting katalog")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


def role_label(role: str) -> str:
    """The role in words; a code that is no role (any more) as it stands."""
    return str(Role(role).label) if role in Role.values else role


TIER_ROLES = (Role.FRONT_OFFICE, Role.VERIFIER, Role.APPROVER, Role.SIGNATORY)
MALL_ROLES = (Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR)


class MembershipQuerySet(models.QuerySet):
    def on(self, day: date):
        """Roles held on that day (a substitute's between two dates); one taken away today is gone today."""
        return self.filter(
            Q(starts_on__lte=day),
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
            Q(ended_at__isnull=True) | Q(ended_at__date__gt=day),
        )

    def holders(self, role: str, agency, day: date):
        """Who holds the role at the agency (None: of the whole mall) on that day and may sign in."""
        return self.on(day).filter(role=role, agency=agency, user__is_active=True)

    def visible_to(self, user):
        """Everybody's for coordinator, auditor and administrator; of the own agency for its officers."""
        if any(user.holds(role) for role in MALL_ROLES):
            return self
        own = [post.agency_id for post in user.posts if post.role in (*TIER_ROLES, Role.COMPLAINT_OFFICER)]
        if not own:
            return self.none()
        of_agency = Q(agency__in=[agency for agency in own if agency])
        return self.filter(of_agency | Q(agency__isnull=True) if None in own else of_agency)


class Membership(models.Model):
    """A person holds a role at an agency (roles of the whole mall have no agency)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=40)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The last day.")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Taken away at once, at this moment.")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="membership_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=False) | ~Q(role__in=[role.value for role in TIER_ROLES]),
                name="membership_tier_role_has_agency",
            ),
            models.UniqueConstraint(
                fields=["user", "agency", "role"],
                condition=Q(ends_on__isnull=True, ended_at__isnull=True),
                name="membership_open_once_at_agency",
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(agency__isnull=True, ends_on__isnull=True, ended_at__isnull=True),
                name="membership_open_once_of_mall",
            ),
        ]
        indexes = [models.Index(fields=["role", "agency"], name="membership_role_agency")]

    def __str__(self):
        return f"{self.get_role_label()} {self.agency or ''}".strip()

    def is_over(self, day: date) -> bool:
        return bool(self.ended_at or (self.ends_on and self.ends_on < day))

    def get_role_label(self) -> str:
        return role_label(self.role)


class RoleChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if any(user.holds(role) for role in MALL_ROLES) else self.none()

    def waiting(self):
        return self.filter(status=RoleChange.Status.PROPOSED)


class RoleChange(models.Model):
    """A change of who holds what, proposed by one administrator and waiting for a second person.

    `email` names the person; `person` is her account where she has one. `membership` is the role that ends or
    moves; `role`, `agency` and the dates say the new role, or for an end the role that ends and its last day.
    """

    class Kind(models.TextChoices):
        GRANT = "grant", _("Beri peran")
        MOVE = "move", _("Pindahkan peran")
        END = "end", _("Akhiri peran")
        DEACTIVATE = "deactivate", _("Nonaktifkan akun")
        REACTIVATE = "reactivate", _("Aktifkan akun lagi")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Menunggu persetujuan")
        CONFIRMED = "confirmed", _("Disetujui")
        REFUSED = "refused", _("Ditolak")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    email = models.EmailField()
    name = models.CharField(max_length=120, blank=True)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=40, choices=Role.choices, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    membership = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = RoleChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("proposed_by")),
                name="rolechange_second_person",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "confirmed", "refused"]), name="rolechange_status_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["grant", "move", "end", "deactivate", "reactivate"]),
                name="rolechange_kind_known",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.role} {self.email}"

    @property
    def waits(self) -> bool:
        """Whether nobody has decided it yet."""
        return self.status == self.Status.PROPOSED
