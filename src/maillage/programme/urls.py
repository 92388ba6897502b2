"""Addresses of the programme."""

from django.urls import path

from maillage.programme import editors
from maillage.programme.views import action, changes, matrix, orientations, parts, tree

app_name = "programme"
urlpatterns = [
    path("", tree.tree, name="tree"),
    path("matrice/", matrix.matrix, name="matrix"),
    path("orientations/", orientations.orientations, name="orientations"),
    # Before the pages of things: "ajouter" is no code.
    *[pattern for editor in editors.EDITORS for pattern in editor.urls()],
    path("orientations/<str:code>/", orientations.orientation, name="orientation"),
    path("axes/<str:code>/", parts.axis, name="axis"),
    path("objectifs/<str:code>/", parts.objective, name="objective"),
    path("actions/<str:code>/", action.action, name="action"),
    path("etapes/<str:code>/", action.step, name="step"),
    path("etapes/<str:code>/finie/", changes.done, name="step-done"),
    path("ordre/<str:kind>/<str:code>/", changes.move, name="move"),
]
