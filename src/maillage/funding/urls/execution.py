"""Addresses of what was committed, paid and received."""

from django.urls import path

from maillage.funding.views.entries import entries
from maillage.funding.views.entry_files import entries_columns, entries_import, entries_trial, entries_undo
from maillage.funding.views.execution import execution

urlpatterns = [
    path("execution/", execution, name="execution"),
    path("ecritures/", entries, name="entries"),
    path("ecritures/import/", entries_import, name="entries-import"),
    path("ecritures/import/<int:pk>/annuler/", entries_undo, name="entries-undo"),
    path("ecritures/import/<str:token>/colonnes/", entries_columns, name="entries-columns"),
    path("ecritures/import/<str:token>/", entries_trial, name="entries-trial"),
]
