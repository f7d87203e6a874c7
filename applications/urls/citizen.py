from django.urls import path

from applications.views import apply, correct, documents, filling, mine, products, receipts, track

urlpatterns = [
    path("permohonan/", mine.my_files, name="my_files"),
    path("permohonan/baru/<slug:code>/", apply.apply_start, name="apply_start"),
    path("permohonan/<uuid:pk>/", mine.application, name="application"),
    path("permohonan/<uuid:pk>/draf/", apply.apply_tasks, name="apply_tasks"),
    path("permohonan/<uuid:pk>/isian/", filling.apply_form, name="apply_form"),
    path("permohonan/<uuid:pk>/dokumen/", documents.apply_documents, name="apply_documents"),
    path(
        "permohonan/<uuid:pk>/dokumen/<uuid:attachment_pk>/hapus/",
        documents.apply_detach,
        name="apply_detach",
    ),
    path("permohonan/<uuid:pk>/periksa/", apply.apply_check, name="apply_check"),
    path("permohonan/<uuid:pk>/tanda-terima/", receipts.receipt, name="receipt"),
    path("permohonan/<uuid:pk>/hapus/", mine.discard, name="discard"),
    path("permohonan/<uuid:pk>/batal/", mine.withdraw, name="withdraw"),
    path("permohonan/<uuid:pk>/perbaikan/", correct.correct, name="correct"),
    path("permohonan/<uuid:pk>/produk/", products.product, name="product"),
    path("berkas/<uuid:pk>/", documents.document, name="document"),
    path("lacak/", track.track, name="track"),
    path("v/<str:code>/", products.permit_check, name="permit_check"),
]
