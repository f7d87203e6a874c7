"""People and roles: who works here, and the changes that wait for a second person."""

from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms.people import AddPersonForm, EndPostForm, PeopleFilterForm, PostForm, ProposalForm
from accounts.models import Membership, RoleChange, User
from accounts.permissions import (
    decides,
    manages_people,
    require,
    second_persons,
    sees_people,
    sees_role_changes,
)
from accounts.workflow import (
    confirm_role_change,
    propose_deactivation,
    propose_end,
    propose_move,
    propose_reactivation,
    propose_role,
    refuse_role_change,
)
from foundation.registry.clock import database_now

PER_PAGE = 50


@require_safe
def people(request):
    """Officers with their roles: of the own agency, or all of them for those of the whole mall."""
    require(sees_people(request.user))
    form = PeopleFilterForm(request.GET)
    visible = Membership.objects.visible_to(request.user).select_related("user", "agency")
    posts = form.narrow(visible).order_by("user__name", "user_id", "id")
    context = {
        "form": form,
        "page": Paginator(posts, PER_PAGE).get_page(request.GET.get("page")),
        "waiting": RoleChange.objects.visible_to(request.user).waiting().count(),
        "sees_changes": sees_role_changes(request.user),
        "manages": manages_people(request.user),
    }
    return render(request, "accounts/people.html", context)


@require_safe
def person(request, pk):
    """One officer: the roles the reader may see, and for administrators what can be proposed."""
    require(sees_people(request.user))
    posts = list(Membership.objects.visible_to(request.user).filter(user=pk).select_related("user", "agency"))
    if not posts:
        raise Http404
    today = timezone.localdate()
    someone = posts[0].user
    context = {
        "person": someone,
        "present": [post for post in posts if not post.is_over(today)],
        "past": [post for post in posts if post.is_over(today)],
        "waiting": RoleChange.objects.visible_to(request.user).waiting().filter(person=someone),
        "manages": manages_people(request.user),
        "sees_email": sees_role_changes(request.user),
        "form": ProposalForm(),
    }
    return render(request, "accounts/person.html", context)


def _propose(request, form, template, act, **context):
    """Draw the form, or propose what it says once and go to the proposal."""
    if request.method == "POST" and form.is_valid():
        now = database_now()
        made = form.attempt(
            lambda: form.create_once(f"user:{request.user.pk}:{request.path}", lambda: act(now), now=now)
        )
        if made:
            return redirect("role_change", pk=made[0])
    return render(request, template, {"form": form, **context}, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def add(request):
    require(manages_people(request.user))
    form = AddPersonForm(request.POST or None)
    return _propose(
        request,
        form,
        "accounts/person_add.html",
        lambda now: propose_role(**form.values(), by=request.user, now=now),
    )


def _post_of(request, pk) -> Membership:
    require(manages_people(request.user))
    return get_object_or_404(Membership.objects.select_related("user", "agency"), pk=pk)


@require_http_methods(["GET", "POST"])
def move(request, pk):
    post = _post_of(request, pk)
    form = PostForm(request.POST or None, initial={"role": post.role, "agency": post.agency})
    return _propose(
        request,
        form,
        "accounts/post_move.html",
        lambda now: propose_move(post, **form.values(), by=request.user, now=now),
        post=post,
    )


@require_http_methods(["GET", "POST"])
def end(request, pk):
    post = _post_of(request, pk)
    form = EndPostForm(request.POST or None)
    return _propose(
        request,
        form,
        "accounts/post_end.html",
        lambda now: propose_end(post, **form.values(), by=request.user, now=now),
        post=post,
    )


@require_POST
def account(request, pk):
    """Propose that an officer's account is closed, or opened again."""
    require(manages_people(request.user))
    someone = get_object_or_404(User.objects.filter(memberships__isnull=False).distinct(), pk=pk)
    verb = propose_deactivation if someone.is_active else propose_reactivation
    return _propose(
        request,
        ProposalForm(request.POST),
        "accounts/person_account.html",
        lambda now: verb(someone, by=request.user, now=now),
        person=someone,
    )


@require_safe
def changes(request):
    """Proposals, those that wait first."""
    require(sees_role_changes(request.user))
    rows = RoleChange.objects.visible_to(request.user).select_related("agency", "proposed_by", "decided_by")
    waiting_first = rows.order_by(F("decided_at").desc(nulls_first=True), "-proposed_at", "id")
    page = Paginator(waiting_first, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "manages": manages_people(request.user)}
    return render(request, "accounts/role_changes.html", context)


@require_http_methods(["GET", "POST"])
def change(request, pk):
    """One proposal; the second person decides it here."""
    require(sees_role_changes(request.user))
    rows = RoleChange.objects.visible_to(request.user)
    row = get_object_or_404(
        rows.select_related("agency", "membership__agency", "proposed_by", "decided_by"), pk=pk
    )
    if request.method == "POST":
        verb = confirm_role_change if request.POST.get("keputusan") == "setuju" else refuse_role_change
        verb(row, by=request.user, now=database_now())
        return redirect("role_change", pk=row.pk)
    today = timezone.localdate()
    context = {
        "row": row,
        "waits": row.waits,
        "decides": row.waits and decides(request.user, row, today),
        "deciders": second_persons(row, today) if row.waits else [],
    }
    return render(request, "accounts/role_change.html", context)
