"""Addresses of the network."""

from django.urls import path

from maillage.territory.editors import LIBRARY
from maillage.territory.views.imports import import_new, import_run, import_trial, imports
from maillage.territory.views.library import library
from maillage.territory.views.network import network_page
from maillage.territory.views.quality import quality
from maillage.territory.views.register import register, register_csv

app_name = "territory"
urlpatterns = [
    path("", network_page, name="map"),
    path("bibliotheques/", register, name="register"),
    path("bibliotheques/exporter.csv", register_csv, name="register-csv"),
    *LIBRARY.urls(),
    path("bibliotheques/<str:code>/", library, name="library"),
    path("qualite/", quality, name="quality"),
    path("imports/", imports, name="imports"),
    path("imports/deposer/", import_new, name="import-new"),
    path("imports/essai/<str:token>/", import_trial, name="import-trial"),
    path("imports/<int:pk>/", import_run, name="importrun"),
]
