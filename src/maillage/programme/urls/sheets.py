"""The page of an action and its steps, its pieces, its copy, and where it goes when it is set aside."""

from django.urls import URLPattern, path

from maillage.programme.views import action, changes, sheet_shelf
from maillage.programme.views.attachments import ACTION_FILES

urlpatterns: list[URLPattern] = [
    path("actions/<str:code>/", action.action, name="action"),
    path("actions/<str:code>/dupliquer/", sheet_shelf.duplicate, name="duplicate"),
    path("actions/<str:code>/archiver/", sheet_shelf.archive, name="archive"),
    path("actions/<str:code>/remettre-en-vigueur/", sheet_shelf.unarchive, name="unarchive"),
    *ACTION_FILES.urls(),
    path("archivees/", sheet_shelf.archived, name="archived"),
    path("etapes/<str:code>/", action.step, name="step"),
    path("etapes/<str:code>/finie/", changes.done, name="step-done"),
]
