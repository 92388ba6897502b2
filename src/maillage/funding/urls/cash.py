"""Addresses of cash, multi-year authorisations, what comes after, staff time."""

from django.urls import path

from maillage.funding.views.cash import after, authorisation, authorisations, cash, staff

urlpatterns = [
    path("tresorerie/", cash, name="cash"),
    path("autorisations/", authorisations, name="authorisations"),
    path("autorisations/<str:code>/", authorisation, name="authorisation"),
    path("apres/", after, name="after"),
    path("temps-des-equipes/", staff, name="staff"),
]
