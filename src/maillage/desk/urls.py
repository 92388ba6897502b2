"""Addresses of the desk."""

from django.urls import path

from maillage.desk import keeping
from maillage.desk.views import calendar, feeds, history, home

app_name = "desk"
urlpatterns = [
    path("", home.show, name="home"),
    path("calendrier/", calendar.show, name="calendar"),
    path("calendrier/abonnement/", feeds.feed, name="feed"),
    path("dossier/historique/", history.show, name="history"),
    path("brouillon/", keeping.draft, name="draft"),
    path("retablir/<int:pk>/", keeping.undo, name="undo"),
    path("travaux/<int:pk>/", keeping.job, name="job"),
]
