"""The follow-up meeting and the notes of progress."""

from django.urls import URLPattern, path

from maillage.programme.views import followup, notes

urlpatterns: list[URLPattern] = [
    path("suivi/", followup.followup, name="followup"),
    path("suivi/ordre-du-jour/<str:body>/<str:day>/", followup.agenda, name="agenda"),
    path("actions/<str:code>/note/", notes.note, name="note"),
]
