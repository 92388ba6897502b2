"""Addresses of what readers and participants said."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
