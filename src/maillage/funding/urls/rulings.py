"""Addresses of what the rules say, and of other aids."""

from django.urls import path

from maillage.funding.views.rulings import other_aids, rulings

urlpatterns = [
    path("regles/", rulings, name="rulings"),
    path("autres-aides/", other_aids, name="other-aids"),
]
