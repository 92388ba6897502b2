"""Addresses of the diagnosis."""

from django.urls import path

from maillage.diagnosis.editors import COMPARABLE, CONSULTATION, FINDING, SESSION
from maillage.diagnosis.views.comparables import comparable, comparables
from maillage.diagnosis.views.epci import epci
from maillage.diagnosis.views.figure import figure
from maillage.diagnosis.views.figures import figures
from maillage.diagnosis.views.findings import finding, findings
from maillage.diagnosis.views.work import consultation, session, work

app_name = "diagnosis"
urlpatterns = [
    path("", figures, name="figures"),
    path("chiffres/<str:code>/", figure, name="figure"),
    path("intercommunalites/<str:code>/", epci, name="epci"),
    path("constats/", findings, name="findings"),
    *FINDING.urls(),
    path("constats/<str:code>/", finding, name="finding"),
    path("travaux/", work, name="work"),
    *SESSION.urls(),
    *CONSULTATION.urls(),
    path("travaux/seances/<str:code>/", session, name="workingsession"),
    path("travaux/concertations/<str:code>/", consultation, name="consultation"),
    path("comparables/", comparables, name="comparables"),
    *COMPARABLE.urls(),
    path("comparables/<str:code>/", comparable, name="comparable"),
]
