"""What anybody may know of complaints: a list, one of them, a feed."""

from datetime import datetime, time

from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from complaints.filters import PublicFilters, PublicLine, public_lines
from complaints.models import Complaint

PAGE = 20


@login_not_required
@require_safe
def public_complaints(request):
    filters = PublicFilters(request.GET)
    page = Paginator(filters.rows(), PAGE).get_page(request.GET.get("page"))
    context = {"filters": filters, "page": page, "lines": public_lines(page.object_list)}
    return render(request, "complaints/public/list.html", context)


@login_not_required
@require_safe
def public_complaint(request, pk):
    """A confidential one, and one that nobody has looked at yet, is like one that does not exist."""
    lines = public_lines(Complaint.objects.public().filter(pk=pk))
    if not lines:
        raise Http404
    return render(request, "complaints/public/one.html", {"line": lines[0]})


class PublicFeed(Feed):
    feed_type = Atom1Feed
    title = gettext_lazy("Laporan masyarakat dan jawabannya")
    link = reverse_lazy("public_complaints")

    def items(self):
        return public_lines(Complaint.objects.public()[:PAGE])

    def item_title(self, item: PublicLine):
        return _("%(category)s: %(status)s") % {
            "category": item.category,
            "status": item.get_status_display(),
        }

    def item_description(self, item: PublicLine):
        return "\n\n".join(part for part in (item.agency, item.place, item.text, item.answer) if part)

    def item_link(self, item: PublicLine):
        return reverse("public_complaint", args=[item.pk])

    def item_pubdate(self, item: PublicLine):
        return _day(item.filed_on)

    def item_updateddate(self, item: PublicLine):
        return _day(item.answered_on or item.filed_on)


def _day(on) -> datetime:
    """Its first moment: the hour of the day is nobody's business."""
    return timezone.make_aware(datetime.combine(on, time.min))


@login_not_required
@require_safe
def public_complaints_feed(request):
    return PublicFeed()(request)
