"""Comments, and the digest that tells leads what waits for them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
