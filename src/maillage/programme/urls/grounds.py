"""What the programme serves: orientations of the schéma, criteria of the label."""

from django.urls import URLPattern, path

from maillage.programme.views import orientations

urlpatterns: list[URLPattern] = [
    path("orientations/", orientations.orientations, name="orientations"),
    path("orientations/<str:code>/", orientations.orientation, name="orientation"),
]
