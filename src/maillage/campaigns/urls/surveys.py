"""Addresses of a survey, for anyone."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
