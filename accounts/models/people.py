"""People: the account that signs in, the citizen behind it, and those on whose behalf she files."""

import uuid
from functools import cached_property

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.offices import Membership, Region
from foundation.vault.fields import SealedTextField


class UserManager(BaseUserManager):
    """Accounts are created here and by the sign-up form."""

    def create_user(self, *, email=None, phone=None, name="", password=None, verified=True):
        """A new account; `email` in any case and `phone` in E.164, at least one of them.

        `verified`: whoever creates it vouches for the addresses, and no code is asked at signing in.
        """
        user = self.model(email=(email or "").lower() or None, phone=phone or None, name=name)
        user.phone_verified = bool(phone and verified)
        user.set_password(password)
        user.save()
        if user.email:
            EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=verified)
        return user

    def get_by_natural_key(self, email):
        return self.get(email=email.lower())


class User(AbstractBaseUser):
    """Signs in by e-mail or by phone. What the person may do follows from her memberships alone."""

    email = models.EmailField(
        _("surel"), null=True, blank=True, unique=True, help_text="Always in lower case."
    )
    phone = models.CharField(
        _("nomor HP"), max_length=20, null=True, blank=True, unique=True, help_text="E.164"
    )
    phone_verified = models.BooleanField(default=False)
    name = models.CharField(_("nama"), max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_lower_case"),
            models.CheckConstraint(
                condition=Q(email__isnull=False) | Q(phone__isnull=False), name="user_has_email_or_phone"
            ),
        ]

    def __str__(self):
        return self.name or self.email or self.phone or ""

    def get_full_name(self) -> str:
        return str(self)

    @cached_property
    def posts(self) -> list[Membership]:
        """The roles held today, read once per request."""
        today = timezone.localdate()
        held = Membership.objects.on(today).filter(user=self).select_related("agency")
        return list(held.annotate(own_nik=F("user__profile__nik_hash"), own_kk=F("user__profile__kk_hash")))

    @property
    def household(self) -> tuple[str, str]:
        """Keyed hashes of an officer's own NIK and KK, "" where she has no profile; asks `posts`."""
        post = next(iter(self.posts), None)
        return (post.own_nik or "", post.own_kk or "") if post else ("", "")

    def holds(self, role: str, agency_id: int | None = None) -> bool:
        """Whether the person holds the role today, anywhere or at one agency."""
        return any(
            post.role == role and (agency_id is None or post.agency_id == agency_id) for post in self.posts
        )


class Sex(models.TextChoices):
    FEMALE = "P", _("Perempuan")
    MALE = "L", _("Laki-laki")


class Person(models.Model):
    """Someone with a NIK. It outlives corrections: a birth date that differs warns and never refuses."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    full_name = models.CharField(max_length=120)
    nik = SealedTextField(default="")
    nik_hash = models.CharField(max_length=64, blank=True, db_index=True)
    birth_place = models.CharField(max_length=80, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.full_name


class CitizenProfile(Person):
    """A citizen; the place where her data is typed once. `user` is None for a walk-in without an account.

    `region` is a kelurahan of this city; an address elsewhere is a province and typed text.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="profile"
    )
    kk = SealedTextField(default="")
    kk_hash = models.CharField(max_length=64, blank=True, db_index=True)
    address = models.CharField(max_length=250, blank=True)
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    province = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outside_address = models.CharField(max_length=250, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)

    class Meta:
        indexes = [models.Index(Lower("full_name"), name="profile_name")]

    @property
    def is_complete(self) -> bool:
        """Whether an application can be filed: name, NIK, birth date, an address in the city or outside."""
        has_address = (self.region_id and self.address) or (self.province_id and self.outside_address)
        return bool(self.full_name and self.nik_hash and self.birth_date and has_address)


class Dependant(Person):
    """A child or ward in the care of a citizen, on whose behalf she files."""

    class Relation(models.TextChoices):
        CHILD = "child", _("Anak")
        WARD = "ward", _("Orang dalam pengampuan atau perwalian")

    guardian = models.ForeignKey(CitizenProfile, on_delete=models.PROTECT, related_name="dependants")
    relation = models.CharField(max_length=10, choices=Relation.choices, default=Relation.CHILD)


class Organisation(models.Model):
    """A business or body on whose behalf a citizen files. NIB: 13 digits; NPWP: 15 or 16.

    The NPWP of a sole trader is her NIK, so it is sealed as that is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    representative = models.ForeignKey(CitizenProfile, on_delete=models.PROTECT, related_name="organisations")
    name = models.CharField(max_length=150)
    nib = models.CharField(max_length=13, blank=True)
    npwp = SealedTextField(default="")

    def __str__(self):
        return self.name
