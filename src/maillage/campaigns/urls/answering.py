"""Addresses of a questionnaire, for whoever has its link."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
