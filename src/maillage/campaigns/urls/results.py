"""Addresses of results, report cards and improvement plans."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
