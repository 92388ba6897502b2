"""Addresses of the web application: none yet."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
