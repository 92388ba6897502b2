"""Model actions to pick and adapt."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
