from django.urls import path

from complaints.api import desk, public, reporter

ACTS = {
    "verify": desk.Verify,
    "forward": desk.Forward,
    "send-back": desk.SendBack,
    "answer-meanwhile": desk.AnswerMeanwhile,
    "answer": desk.Answer,
    "archive": desk.Archive,
    "close": desk.Close,
    "conceal": desk.Conceal,
    "release": desk.Release,
}
CASE = "complaint-inbox/<uuid:pk>/"
urlpatterns = [
    path("complaint-categories/", public.Categories.as_view(), name="api-complaint-categories"),
    path("public-complaints/", public.PublicComplaints.as_view(), name="api-public-complaints"),
    path("public-complaints/<uuid:pk>/", public.PublicComplaint.as_view(), name="api-public-complaint"),
    path("complaint-tracking/", reporter.Track.as_view(), name="api-complaint-tracking"),
    path("complaints/", reporter.Complaints.as_view(), name="api-complaints"),
    path("complaints/<uuid:pk>/", reporter.ComplaintDetail.as_view(), name="api-complaint"),
    path("complaints/<uuid:pk>/photos/", reporter.Photos.as_view(), name="api-complaint-photos"),
    path(
        "complaints/<uuid:pk>/photos/<uuid:photo_pk>/",
        reporter.PhotoContent.as_view(),
        name="api-complaint-photo",
    ),
    path("complaints/<uuid:pk>/replies/", reporter.Reply.as_view(), name="api-complaint-reply"),
    path("complaints/<uuid:pk>/disputes/", reporter.Dispute.as_view(), name="api-complaint-dispute"),
    path("complaints/<uuid:pk>/accept/", reporter.Accept.as_view(), name="api-complaint-accept"),
    path("complaint-inbox/", desk.Inbox.as_view(), name="api-complaint-inbox"),
    path(CASE, desk.Case.as_view(), name="api-complaint-case"),
    path(f"{CASE}photos/<uuid:photo_pk>/", desk.CasePhoto.as_view(), name="api-complaint-case-photo"),
    *(path(f"{CASE}{act}/", view.as_view(), name=f"api-complaint-{act}") for act, view in ACTS.items()),
]
