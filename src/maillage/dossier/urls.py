"""Addresses of the dossier."""

from django.urls import path

from maillage.dossier import views
from maillage.dossier.editors import SETTINGS

app_name = "dossier"
urlpatterns = [
    path("", views.dossier, name="dossier"),
    path("generer/", views.generate, name="generate"),
    path("fichiers/<int:pk>.zip", views.archive, name="archive"),
    path("fichiers/<int:pk>/<str:name>", views.download, name="download"),
    path("fiches/", views.action_sheets, name="action-sheets"),
    path("fiches/preparer/", views.action_sheets_make, name="action-sheets-make"),
    path("fiches/preparees/<int:pk>/", views.action_sheets_file, name="action-sheets-file"),
    path("fiches/<str:code>.pdf", views.action_sheet, {"kind": "pdf"}, name="action-sheet-pdf"),
    path("fiches/<str:code>.docx", views.action_sheet, {"kind": "docx"}, name="action-sheet-docx"),
    path("demandes/<str:code>.docx", views.funder_request, {"kind": "docx"}, name="funder-request-docx"),
    path("demandes/<str:code>.pdf", views.funder_request, {"kind": "pdf"}, name="funder-request-pdf"),
    path("demandes/<str:code>.xlsx", views.funder_request, {"kind": "xlsx"}, name="funder-request-xlsx"),
    path("chapitres/", views.preview, name="preview"),
    path("chapitres/<str:slot>/", views.chapter, name="chaptertext"),
    path("chapitres/<str:slot>/modifier/", views.chapter_edit, name="chaptertext-edit"),
    path("chapitres/<str:slot>/historique/", views.chapter_history, name="chaptertext-history"),
    *SETTINGS.urls(),
    path("controle/", views.remarks, name="remarks"),
    path("controle/<str:form>", views.remarks_file, name="remarks-file"),
]
