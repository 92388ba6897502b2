"""Addresses of forms on paper and in spreadsheets."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
