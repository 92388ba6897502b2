"""The follow-up meeting and the notes of progress."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
