from django.urls import path

from applications.api import desk, documents, lists, own, public

FILE = "applications/<uuid:pk>/"
STEP = f"{FILE}reviews/<uuid:review_pk>/"
ON_A_STEP = {
    "claim": desk.ClaimView,
    "release": desk.ReleaseView,
    "verdicts": desk.JudgeView,
    "pass-on": desk.PassOnView,
    "return": desk.ReturnView,
    "approve": desk.ApproveView,
    "reject": desk.RejectView,
}
urlpatterns = [
    path("applications/", own.MyFilesView.as_view(), name="api-applications"),
    path(FILE, own.MyFileView.as_view(), name="api-application"),
    path(f"{FILE}documents/", documents.DocumentsView.as_view(), name="api-documents"),
    path(f"{FILE}documents/<uuid:document_pk>/", documents.DocumentView.as_view(), name="api-document"),
    path(f"{FILE}submit/", own.SubmitView.as_view(), name="api-submit"),
    path(f"{FILE}correction/", own.AnswerView.as_view(), name="api-correction"),
    path(f"{FILE}withdraw/", own.WithdrawView.as_view(), name="api-withdraw"),
    path(f"{FILE}history/", own.HistoryView.as_view(), name="api-history"),
    path(f"{FILE}receipt/", own.ReceiptView.as_view(), name="api-receipt"),
    path(f"{FILE}product/", own.ProductView.as_view(), name="api-product"),
    path(f"{FILE}record-product/", desk.RecordProductView.as_view(), name="api-record-product"),
    path("desk-files/<uuid:pk>/", desk.DeskFileView.as_view(), name="api-desk-file"),
    *(path(f"{STEP}{act}/", view.as_view(), name=f"api-review-{act}") for act, view in ON_A_STEP.items()),
    path("queue/", lists.QueueView.as_view(), name="api-queue"),
    path("to-record/", lists.ToRecordView.as_view(), name="api-to-record"),
    path("late/", lists.LateView.as_view(), name="api-late"),
    path("tracking/<str:code>/", public.TrackingView.as_view(), name="api-tracking"),
    path("permits/<str:code>/", public.PermitView.as_view(), name="api-permit"),
]
