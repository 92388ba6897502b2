"""Addresses of forms on paper and in spreadsheets."""

from django.urls import URLPattern, path

from maillage.campaigns.views.offline import desk, files, keying, returns

FORMS = "<str:code>/formulaires/"
urlpatterns: list[URLPattern] = [
    path(FORMS, desk.desk, name="offline"),
    path(f"{FORMS}retours/", returns.receive, name="offline-import"),
    path(f"{FORMS}retours/confirmer/", returns.confirm, name="offline-confirm"),
    path(f"{FORMS}vierge-<slug:form>.<slug:kind>", files.blank, name="offline-blank"),
    path(f"{FORMS}epci/<slug:epci>.<slug:kind>", files.of_epci, name="offline-epci"),
    path(f"{FORMS}<str:library>/formulaire.<slug:kind>", files.of_library, name="offline-library"),
    path("<str:code>/saisie/<str:library>/", keying.keying, name="key-in"),
]
