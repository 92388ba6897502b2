"""The address that opens a network: outside of every network. Included by config.urls."""

from django.urls import path

from maillage.portability.views.founding import new_network

urlpatterns = [path("reseaux/nouveau/", new_network, name="new-network")]
