"""Addresses of training."""

from django.urls import path

from maillage.training import views
from maillage.training.editors import COURSE

app_name = "training"
urlpatterns = [
    path("", views.courses, name="courses"),
    *COURSE.urls(),
    path("formations/<str:code>/", views.course, name="course"),
]
