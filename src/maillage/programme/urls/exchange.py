"""Plans that come in from a spreadsheet or a programme file, and go out."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
