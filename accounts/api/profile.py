"""A person's own data, by the forms' rules and the forms' verbs."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404

from accounts.forms.profile import DependantForm, OrganisationForm, ProfileForm
from accounts.models import CitizenProfile, Dependant, Organisation
from accounts.serializers import (
    DependantBody,
    DependantChange,
    DependantShape,
    OrganisationBody,
    OrganisationChange,
    OrganisationShape,
    ProfileChange,
    ProfileShape,
)
from accounts.workflow import profile_of, save_dependant, save_organisation, save_profile
from foundation.rest.views import ApiView

SCOPE = "profile"


ADDRESS = {"residence": "city", "address": "Jalan Mawar 7", "region": "35.74.03.1001"}


def checked(form):
    """A form that is right; else ValidationError by field, with the form's own sentences."""
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    return form


def hold(user) -> None:
    """Lock her profile, as the verbs do: what a change leaves out is written as it is read after this."""
    CitizenProfile.objects.select_for_update().filter(user=user).first()


class Profile(ApiView):
    """Your own data: typed once, used by every application."""

    scope, shows, takes = SCOPE, ProfileShape, ProfileChange
    examples = {
        "takes": {"full_name": "Sari", "nik": "3574015708900001", "birth_date": "1990-08-17", **ADDRESS},
    }

    def get(self, request):
        return self.show(self._known() or CitizenProfile(full_name=request.user.name))

    @transaction.atomic
    def patch(self, request):
        hold(request.user)
        known = self._known()
        form = ProfileForm(self._typed(known), user=request.user, profile=known)
        save_profile(request.user, checked(form).values(), by=request.user, now=self.now)
        return self.show(self._known())

    def _known(self) -> CitizenProfile | None:
        rows = CitizenProfile.objects.select_related("region", "province")
        return rows.filter(user=self.request.user).first()

    def _typed(self, known) -> dict:
        """As the page's form would post it: what is known already, and what was sent."""
        before = ProfileForm(user=self.request.user, profile=known)
        stored = {name: before.get_initial_for_field(field, name) for name, field in before.fields.items()}
        return {name: value for name, value in stored.items() if value is not None} | self.body


class _CaredFor(ApiView):
    """`model`: rows that belong to the person's profile by `owner`; `verb` saves one."""

    scope = SCOPE
    model = form = verb = owner = None
    kept: tuple[str, ...] = ()

    def rows(self):
        return self.model.objects.filter(**{f"{self.owner}__user": self.request.user})

    def save(self, row=None):
        """Change the row, or add one."""
        typed = {name: getattr(row, name) for name in self.kept} if row else {}
        form = self.form({**typed, **self.body, "kunci": "api"})
        if row and hasattr(row, "nik"):
            form.keep_stored({"nik": row.nik})
        values, user = checked(form).values(), self.request.user

        def write():
            profile = profile_of(user, by=user, now=self.now)
            return type(self).verb(
                profile, values, by=user, now=self.now, **{self.model._meta.model_name: row}
            )

        return write() if row else self.rows().get(pk=self.once(write))


class _CaredForList(_CaredFor):
    creates = True
    ordering = ("id",)

    def get(self, request):
        return self.page(self.rows())

    def post(self, request):
        return self.show(self.save(), status=201)


class _CaredForOne(_CaredFor):
    def get(self, request, pk):
        return self.show(get_object_or_404(self.rows(), pk=pk))

    @transaction.atomic
    def patch(self, request, pk):
        hold(request.user)
        return self.show(self.save(get_object_or_404(self.rows(), pk=pk)))


class _OfOrganisations:
    model, form, verb, owner = Organisation, OrganisationForm, save_organisation, "representative"
    shows, takes = OrganisationShape, OrganisationBody
    kept = ("name", "nib", "npwp")
    examples = {"takes": {"name": "CV Mawar", "nib": "1234567890123"}}


class _OfDependants:
    model, form, verb, owner = Dependant, DependantForm, save_dependant, "guardian"
    shows, takes = DependantShape, DependantBody
    kept = ("relation", "full_name", "birth_place", "birth_date", "sex")
    examples = {"takes": {"relation": "child", "full_name": "Wayan", "birth_date": "2018-08-17"}}


class Organisations(_OfOrganisations, _CaredForList):
    """The organisations you file for."""


class OrganisationDetail(_OfOrganisations, _CaredForOne):
    """One organisation you file for."""

    takes = OrganisationChange


class Dependants(_OfDependants, _CaredForList):
    """Children and wards in your care."""


class DependantDetail(_OfDependants, _CaredForOne):
    """One child or ward in your care."""

    takes = DependantChange
