"""Addresses of the coherence of the network."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
