"""Addresses of the coherence of the network."""

from django.urls import path

from maillage.campaigns.views.coherence import hours, item, methods, network

urlpatterns = [
    path("coherence/", network.network, name="coherence"),
    path("coherence/methode/", methods.methods, name="methods"),
    path("coherence/horaires/", hours.hours, name="hours"),
    path("coherence/horaires/<str:library>/", hours.hours_check, name="hours-check"),
    path("coherence/<str:campaign>/<str:item>/", item.item, name="item"),
]
