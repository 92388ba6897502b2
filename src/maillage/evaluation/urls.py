"""Addresses of evaluation."""

from django.urls import path

from maillage.evaluation.editors import INDICATOR, MEASURE
from maillage.evaluation.views import indicator, indicators

app_name = "evaluation"
urlpatterns = [
    path("", indicators.show, name="indicators"),
    *INDICATOR.urls(),
    path("indicateurs/<str:code>/", indicator.show, name="indicator"),
    path("indicateurs/<str:code>/mesurer/", indicator.measure, name="measure-add"),
    path("mesures/<str:code>/supprimer/", indicator.remove_measure, name="measure-remove"),
    *(pattern for pattern in MEASURE.urls() if pattern.name != "measure-remove"),
]
