"""Addresses of exports."""

from django.urls import path

from maillage.campaigns.views import exports, exports_open, exports_surveys

urlpatterns = [
    path("<str:code>/export/", exports.exports, name="exports"),
    path("<str:code>/export/fichier/", exports.export_file, name="export-file"),
    path("<str:code>/export/dictionnaire.csv", exports.export_dictionary, name="export-dictionary"),
    path("<str:code>/export/preparer/", exports.export_make, name="export-make"),
    path("<str:code>/export/<int:pk>/", exports.export_ready, name="export-ready"),
    path("<str:code>/donnees-ouvertes/", exports_open.open_data, name="open-data"),
    path("<str:code>/donnees-ouvertes.zip", exports_open.open_data_zip, name="open-data-zip"),
    path("enquetes/<str:code>/export/", exports_surveys.survey_export, name="survey-export"),
    path(
        "enquetes/<str:code>/export/fichier/", exports_surveys.survey_export_file, name="survey-export-file"
    ),
]
