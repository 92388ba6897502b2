"""What the programme serves: orientations of the schéma, criteria of the label."""

from django.urls import URLPattern, path

from maillage.programme.views import criteria, orientations, serves

urlpatterns: list[URLPattern] = [
    path("orientations/", orientations.orientations, name="orientations"),
    path("orientations/<str:code>/", orientations.orientation, name="orientation"),
    path("criteres/", criteria.criteria, name="criteria"),
    path("criteres/reprendre/", criteria.take, name="criteria-take"),
    path("criteres/<str:code>/", criteria.criterion, name="labelcriterion"),
    path("ce-que-servent-les-objectifs/", serves.serves, name="serves"),
]
