"""What anybody may know: categories, and the complaints that are not confidential."""

from django.http import Http404

from complaints.models import Category, Complaint
from complaints.serializers import CategoryShape, PublicLine, PublicQuery
from foundation.rest.views import ApiView


class Categories(ApiView):
    """What a complaint may be filed under."""

    public = machines = True
    shows = CategoryShape
    ordering = ("code",)

    def get(self, request):
        return self.page(Category.objects.choosable().select_related("parent", "agency"))


class PublicComplaints(ApiView):
    """Category, place, agency, status and days; text and answer once they are released."""

    public = machines = True
    shows, asks = PublicLine, PublicQuery
    ordering = ("-filed_at", "-id")

    def get(self, request):
        names = {"category": "category__code", "agency": "assigned_agency__code", "status": "status"}
        filters = {names[name]: value for name, value in self.query.items()}
        rows = Complaint.objects.public().select_related("category", "region", "assigned_agency")
        return self.page(rows.filter(**filters))


class PublicComplaint(ApiView):
    public = machines = True
    shows = PublicLine

    def get(self, request, pk):
        rows = Complaint.objects.public().select_related("category", "region", "assigned_agency")
        found = rows.filter(pk=pk).first()
        if found is None:
            raise Http404
        return self.show(found)
