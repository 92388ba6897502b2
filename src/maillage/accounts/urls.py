"""Addresses of people; `department` is a converter of config.urls, which includes this module after naming it."""

from __future__ import annotations

from django.urls import path

from maillage.accounts import views

PEOPLE = "<department:department>/equipe/"

urlpatterns = [
    path("", views.start, name="start"),
    path("connexion/", views.sign_in, name="sign-in"),
    path("deconnexion/", views.sign_out, name="sign-out"),
    path("reseaux/", views.networks, name="networks"),
    path("mot-de-passe/", views.change_password, name="change-password"),
    path("mot-de-passe/<str:uidb64>/<str:token>/", views.choose_password, name="choose-password"),
    path(PEOPLE, views.people, name="people"),
    path(f"{PEOPLE}ajouter/", views.add_person, name="add-person"),
    path(f"{PEOPLE}<int:pk>/", views.person, name="person"),
    path(f"{PEOPLE}<int:pk>/role/", views.change_role, name="change-role"),
    path(f"{PEOPLE}<int:pk>/retirer/", views.remove_person, name="remove-person"),
    path(f"{PEOPLE}<int:pk>/mot-de-passe/", views.new_password, name="new-password"),
    path(f"{PEOPLE}<int:pk>/lien/", views.send_link, name="send-link"),
]
