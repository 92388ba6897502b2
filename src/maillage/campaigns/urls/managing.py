"""Addresses by which a campaign is run."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
