"""A complaint, an aspiration or a question: what is told, about what, and how far it is."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from complaints.models.category import Clock, Kind
from foundation.vault.fields import SealedJSONField, SealedTextField

# The agency's officials in complaint rows of the access matrix (AP): they read and answer.
ANSWERING_ROLES = (Role.APPROVER, Role.SIGNATORY)
READS_ALL = (Role.COMPLAINT_OFFICER, Role.COORDINATOR, Role.AUDITOR)


class ComplaintQuerySet(models.QuerySet):
    def own(self, user):
        """Filed with her account. Anonymous ones are nobody's: their secret opens them."""
        return self.filter(reporter=user) if user.is_authenticated else self.none()

    def inbox(self, user):
        """What an officer handles or watches: never her own, nor one about herself or a file she worked on.

        Officials of an agency see what is with it now; what went elsewhere is no longer theirs to read.
        """
        if not user.is_authenticated:
            return self.none()
        agencies = {post.agency_id for post in user.posts if post.role in ANSWERING_ROLES}
        theirs = (
            self if any(user.holds(role) for role in READS_ALL) else self.filter(assigned_agency__in=agencies)
        )
        return theirs.exclude(pk__in=self.barred_to(user).values("pk"))

    def barred_to(self, user):
        """Her own complaints, those about her, and those about a file that she claimed or decided a step of."""
        worked_on = Q(application__reviews__claimed_by=user) | Q(application__reviews__decided_by=user)
        return self.model.objects.filter(Q(reporter=user) | Q(accused=user) | worked_on)

    def for_desk(self, now=None):
        """With `due_at` of the clock that presses, `is_late` where the office's time is over, and `waits_for`.

        `waits_for`: verify, forward, agency (to answer), reporter (to reply) or nobody (it is over).
        `now`: None asks the database's clock.
        """
        Status, now = Complaint.Status, now or Now()
        step_late = Q(timer__stopped_at=None, timer__due_at__lte=now) & ~Q(step=Clock.Step.REPLY)
        whole_late = Q(
            whole_timer__stopped_at=None, whole_timer__paused_at=None, whole_timer__due_at__lte=now
        )
        return self.annotate(
            due_at=Case(
                When(timer__stopped_at=None, then=F("timer__due_at")), default=F("whole_timer__due_at")
            ),
            is_late=Case(When(step_late | whole_late, then=Value(True)), default=Value(False)),
            waits_for=Case(
                When(status=Status.FILED, then=Value("verify")),
                When(status=Status.VERIFIED, then=Value("forward")),
                When(status=Status.DISPUTED, assigned_agency=None, then=Value("forward")),
                When(status__in=(Status.FORWARDED, Status.DISPUTED), then=Value("agency")),
                When(status=Status.ANSWERED, then=Value("reporter")),
                default=Value("nobody"),
                output_field=models.CharField(),
            ),
        )

    def public(self):
        """What anybody may know of: confidential ones are nowhere public, nor what nobody has looked at yet."""
        hidden = (Complaint.Status.FILED, Complaint.Status.ARCHIVED)
        return self.filter(confidential=False).exclude(status__in=hidden)


class Complaint(models.Model):
    """A *pengaduan*. Anonymous: nameless everywhere, opened by its secret alone. Confidential: nowhere public."""

    Kind = Kind

    class Status(models.TextChoices):
        FILED = "filed", _("Diterima")
        VERIFIED = "verified", _("Diverifikasi")
        FORWARDED = "forwarded", _("Diteruskan")
        ANSWERED = "answered", _("Dijawab")
        DISPUTED = "disputed", _("Dibantah")
        CLOSED = "closed", _("Selesai")
        ARCHIVED = "archived", _("Diarsipkan")

    class ArchiveReason(models.TextChoices):
        """Of SP4N-LAPOR, and two of every desk."""

        WRONG_FORMAT = "wrong_format", _("Tidak dapat dibaca atau bukan pengaduan")
        TOO_GENERAL = "too_general", _("Terlalu umum untuk ditindaklanjuti")
        NOT_GOVERNMENT = "not_government", _("Tidak berkaitan dengan kinerja pemerintah")
        OUT_OF_SCOPE = "out_of_scope", _("Perkara pidana atau pembentukan undang-undang")
        DUPLICATE = "duplicate", _("Sudah pernah disampaikan pelapor yang sama")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    category = models.ForeignKey("complaints.Category", on_delete=models.PROTECT, related_name="complaints")
    anonymous = models.BooleanField(default=False)
    confidential = models.BooleanField(default=False)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="complaints"
    )
    contact = SealedJSONField(
        default=dict,
        help_text='Of somebody without an account: {"name", "phone", "email"}, each may be missing.',
    )
    title = SealedTextField(default="")
    text = SealedTextField(default="")
    happened_on = models.DateField(null=True, blank=True)
    application = models.ForeignKey(
        "applications.Application", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    service = models.ForeignKey(
        "services.Service", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agency = models.ForeignKey(
        "accounts.Agency",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="About it.",
    )
    region = models.ForeignKey(
        "accounts.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="Kecamatan or kelurahan of this city: the place that may be public.",
    )  # fmt: skip
    place = SealedTextField(default="", help_text="The place in the reporter's words: never public.")
    accused = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="The officer it is about, as found when it was verified: does not see it.",
    )  # fmt: skip
    assigned_agency = models.ForeignKey(
        "accounts.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    bounces = models.PositiveSmallIntegerField(default=0, help_text="How often an agency sent it back.")
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.FILED)
    version = models.PositiveIntegerField(
        default=0, help_text="Grows with every change; a stale page is refused."
    )
    step = models.CharField(max_length=20, choices=Clock.Step.choices, help_text="What `timer` measures.")
    timer = models.OneToOneField(
        "sla.Timer", on_delete=models.PROTECT, related_name="+", help_text="Of the step it is at."
    )
    whole_timer = models.OneToOneField(
        "sla.Timer", on_delete=models.PROTECT, related_name="+", help_text="Until it is answered."
    )
    archive_reason = models.CharField(max_length=20, choices=ArchiveReason.choices, blank=True)
    public_text = models.TextField(blank=True, help_text="As released by the complaint officer.")
    public_answer = models.TextField(blank=True)
    released_at = models.DateTimeField(null=True)
    filed_at = models.DateTimeField(help_text="Of an anonymous one the hour only.")
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        ordering = ["-filed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "filed",
                        "verified",
                        "forwarded",
                        "answered",
                        "disputed",
                        "closed",
                        "archived",
                    ]
                ),
                name="complaint_status_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["complaint", "aspiration", "information"]), name="complaint_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(anonymous=False) | Q(reporter__isnull=True, application__isnull=True),
                name="complaint_anonymous_is_nobodys",
            ),
            models.CheckConstraint(
                condition=~Q(status="closed") | Q(answered_at__isnull=False),
                name="complaint_closed_was_answered",
            ),
            models.CheckConstraint(
                condition=~Q(status="archived") | ~Q(archive_reason=""), name="complaint_archived_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(confidential=False)
                | Q(released_at__isnull=True, public_text="", public_answer=""),
                name="complaint_confidential_not_released",
            ),
            models.CheckConstraint(
                condition=~Q(status="forwarded") | Q(assigned_agency__isnull=False),
                name="complaint_forwarded_to_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "filed_at"], name="complaint_status"),
            models.Index(fields=["assigned_agency", "status"], name="complaint_assigned"),
        ]

    def __str__(self):
        return self.number

    @property
    def about_agency(self):
        """The agency it is about: of the file, of the service, or as told; None where none is."""
        if self.application_id:
            return self.application.standard.service.agency
        return self.service.agency if self.service_id else self.agency

    @property
    def pressing_timer(self):
        """Of its step; of the whole where the step's clock has ended (answered meanwhile)."""
        return self.timer if self.timer.stopped_at is None else self.whole_timer

    def may_still_reply(self, now) -> bool:
        """Whether the reporter's days are not over yet, so that nobody closes it before her."""
        return self.timer.due_at > now

    @property
    def has_secret(self) -> bool:
        """Whether its secret opens it, because no account does."""
        return self.reporter_id is None
