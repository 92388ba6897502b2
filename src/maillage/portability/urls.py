"""Addresses of the programme file, inside a network."""

from django.urls import path

from maillage.portability import views

app_name = "portability"
urlpatterns = [
    path("", views.file, name="file"),
    path("programme.yaml", views.programme_file, name="download"),
    path("export.zip", views.export, name="export"),
    path("importer/", views.receive, name="import"),
    path("importer/confirmer/", views.confirm, name="confirm"),
    path("identite/", views.identity, name="identity"),
    path("identite/historique/", views.identity_history, name="identity-history"),
    path("demarrer/", views.begin, name="begin"),
    path("nouveau-programme/", views.new_programme, name="new-programme"),
    path("nouveau-programme/fichier/", views.receive_first, name="first-file"),
    path("nouveau-programme/confirmer/", views.confirm_first, name="first-confirm"),
]
