"""Model actions to pick and adapt."""

from django.urls import URLPattern, path

from maillage.programme.views import model_page, taking, templates

urlpatterns: list[URLPattern] = [
    path("modeles/", templates.templates, name="templates"),
    path("modeles/ajouter/", taking.add, name="templates-add"),
    path("modeles/commencer/", taking.begin, name="templates-begin"),
    path("modeles/annuler/<int:pk>/", taking.undo, name="templates-undo"),
    path("modeles/<str:code>/", model_page.template, name="template"),
]
