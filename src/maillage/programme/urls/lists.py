"""The list of actions, the board, the timeline, the balance."""

from django.urls import URLPattern, path

from maillage.programme.views import matrix

urlpatterns: list[URLPattern] = [
    path("matrice/", matrix.matrix, name="matrix"),
]
