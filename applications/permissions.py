"""Who may. Each guard answers with the sentence why not, or "" when the person may.

Letters in comments are those of `docs/access_matrix.csv`: b claim, d own agency, j four eyes, o own.
A guard looks at people only; whether the state allows the act is the table's business (workflow/table.py).
"""

from django.utils.translation import gettext as _

from accounts.models import TIER_ROLES, Role
from applications.models import Application, Review
from applications.models.application import READS_ALL


def not_your_task() -> str:
    return _("Anda tidak memiliki tugas ini.")


def filer(user, application: Application, review: Review | None = None) -> str:
    """o: the citizen it belongs to."""
    return "" if is_own(user, application) else not_your_task()


def is_own(user, application: Application) -> bool:
    # Somebody who has not signed in has no key, nor has a citizen without an account: they are not the same.
    return user.pk is not None and user.pk in (application.filed_by_id, application.applicant.user_id)


def is_of_household(user, application: Application) -> bool:
    """Whether the officer herself, by another account, or somebody of her household is the applicant.

    The same person has the same NIK, the same household the same KK; both are compared as keyed hashes.
    """
    nik, kk = user.household
    people = [one for one in (application.applicant, application.dependant) if one is not None]
    same_person = nik and any(one.nik_hash == nik for one in people)
    return bool(same_person or (kk and application.applicant.kk_hash == kk))


def stands_apart(user, application: Application) -> str:
    """j: neither the applicant nor the filer, nor of the applicant's household."""
    involved = is_own(user, application) or is_of_household(user, application)
    return _("Anda tidak dapat memproses berkas sendiri.") if involved else ""


def holds_desk(user, review: Review) -> bool:
    """d: holder of the tier's role at the tier's agency, today."""
    return user.holds(review.tier.role, review.tier.agency_id)


def bars(user, application: Application, review: Review) -> str:
    """j: stands apart, and has not decided another tier of it."""
    if refusal := stands_apart(user, application):
        return refusal
    decided = any(
        other.decided_by_id == user.pk and other.tier_id != review.tier_id
        for other in application.reviews.all()
    )
    return _("Anda sudah memutus tahap lain berkas ini. Minta rekan lain memprosesnya.") if decided else ""


def claimant(user, application: Application, review: Review) -> str:
    """dcj: may take the file from the queue of her desk."""
    return not_your_task() if not holds_desk(user, review) else bars(user, application, review)


def holder_of_claim(user, application: Application, review: Review) -> str:
    """bj: holds the claim on this step, and still the desk."""
    if review.claimed_by_id != user.pk:
        return (
            _("Ambil berkas ini lebih dulu dari kotak tugas.")
            if holds_desk(user, review)
            else not_your_task()
        )
    return claimant(user, application, review)


def passer(user, application: Application, review: Review) -> str:
    """bj, on a tier that is not the last."""
    return not_your_task() if is_last(review) else holder_of_claim(user, application, review)


def decider(user, application: Application, review: Review) -> str:
    """bj, on the last tier."""
    return holder_of_claim(user, application, review) if is_last(review) else not_your_task()


def releaser(user, application: Application, review: Review) -> str:
    """The claimant herself, or the coordinator."""
    claims = user.pk is not None and user.pk == review.claimed_by_id
    return "" if claims or user.holds(Role.COORDINATOR) else not_your_task()


def recorder(user, application: Application, review: Review | None = None) -> str:
    """Number and date of an outside product: the last tier, or the owner's front office."""
    if refusal := stands_apart(user, application):
        return refusal
    return "" if any(_records(post, application) for post in user.posts) else not_your_task()


def _records(post, application: Application) -> bool:
    desks = {(tier.role, tier.agency_id) for tier in last_tiers(application)}
    desks.add((Role.FRONT_OFFICE, application.standard.service.agency_id))
    return (post.role, post.agency_id) in desks


def restarter(user, application: Application, review: Review | None = None) -> str:
    """The administrator starts a print that has failed; she reads and decides nothing."""
    return "" if user.holds(Role.ADMINISTRATOR) else not_your_task()


def system(user, application: Application, review: Review | None = None) -> str:
    """Acts of the system have no person."""
    return "" if user is None else not_your_task()


def acts_as(user, application: Application, review: Review | None = None) -> tuple[str, str]:
    """(role, code of the agency) in which the person acts, for the trail; empty for citizen and system."""
    if user is None or is_own(user, application):
        return "", ""
    if review is not None and holds_desk(user, review):
        return review.tier.role, review.tier.agency.code
    if review is None:
        post = next((post for post in user.posts if _records(post, application)), None)
        if post is None and user.holds(Role.ADMINISTRATOR):
            return Role.ADMINISTRATOR.value, ""
        return (post.role, post.agency.code) if post else ("", "")
    return (Role.COORDINATOR.value, "") if user.holds(Role.COORDINATOR) else ("", "")


def reads_as(user, application: Application) -> tuple[str, str]:
    """(role, code of the agency) in which the person opens a file: her desk for it, else the mall's own role."""
    desks = _agencies(application)
    at_desk = [post for post in user.posts if post.role in TIER_ROLES and post.agency_id in desks]
    everywhere = [post for post in user.posts if post.role in READS_ALL]
    post = next(iter([*at_desk, *everywhere]), None)
    return (post.role, post.agency.code if post.agency else "") if post else ("", "")


def last_tiers(application: Application) -> list:
    tiers = list(application.standard.tiers.all())
    return [tier for tier in tiers if tier.order == max(tier.order for tier in tiers)]


def is_last(review: Review) -> bool:
    """Whether the tier decides (rather than recommends or returns)."""
    return all(tier.order <= review.tier.order for tier in review.application.standard.tiers.all())


def sees_masked(user, application: Application) -> bool:
    """e: the coordinator sees the row, no answers, documents or free text, unless she also has a desk for it.

    m: the auditor reads everything but documents, and leaves an entry.
    """
    reads = is_own(user, application) or at_desk(user, application) or user.holds(Role.AUDITOR)
    return not reads


def at_desk(user, application: Application) -> bool:
    """d: a tier role at the owner's agency or at one of the tiers' agencies."""
    return has_desk_at(user, _agencies(application))


def _agencies(application: Application) -> set[int]:
    tiers = application.standard.tiers.all()
    return {application.standard.service.agency_id, *(tier.agency_id for tier in tiers)}


def may_print_receipt(user, application: Application) -> bool:
    """o: the owner; d: the front office of the owner's agency or of one of the tiers' agencies."""
    if is_own(user, application):
        return True
    agencies = _agencies(application)
    return any(post.role == Role.FRONT_OFFICE and post.agency_id in agencies for post in user.posts)


def may_open_documents(user, application: Application) -> bool:
    """o: the owner; b: whoever holds the claim on an open step of it."""
    return is_own(user, application) or any(
        review.claimed_by_id == user.pk and not review.decision and holds_desk(user, review)
        for review in application.reviews.all()
    )


def works_at_desk(user) -> bool:
    """Whether the desk's list of files is her task at all: a tier role anywhere, coordinator or auditor."""
    return any(post.role in (*TIER_ROLES, Role.COORDINATOR, Role.AUDITOR) for post in user.posts)


def has_desk_at(user, agencies: set[int | None]) -> bool:
    """d: a tier role at one of these agencies."""
    return any(post.role in TIER_ROLES and post.agency_id in agencies for post in user.posts)
