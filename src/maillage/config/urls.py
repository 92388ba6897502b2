"""Addresses: those of everyone, then those of a network, room by room."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, register_converter

from maillage.config import views
from maillage.desk.views.feeds import agenda
from maillage.diagnosis.views.public import contribute
from maillage.programme.views.heard import heard


class Department:
    """The code of a département in an address: 18, 2A, 971."""

    regex = r"\d[\dAB]\d?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Department, "department")

# Where each room's addresses begin, under those of the network.
PREFIXES = {
    "territory": "reseau/",
    "diagnosis": "diagnostic/",
    "programme": "strategie/",
    "phasing": "strategie/phasage/",
    "governance": "calendrier/instances/",
    "campaigns": "campagnes/",
    "funding": "financement/",
    "procurement": "financement/achats/",
    "training": "formation/",
    "evaluation": "evaluation/",
    "dossier": "dossier/",
    "rulebook": "dossier/regles/",
    "portability": "dossier/fichier/",
    "desk": "",
}


def _rooms() -> list[URLResolver]:
    return [
        path(f"<department:department>/{prefix}", include(f"maillage.{room}.urls"))
        for room, prefix in PREFIXES.items()
        if find_spec(f"maillage.{room}") and find_spec(f"maillage.{room}.urls")
    ]


urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("maillage.accounts.urls")),
    path("", include("maillage.portability.entrance")),
    path("sante", views.health, name="health"),
    path("accessibilite/", views.accessibility, name="accessibility"),
    path("agenda/<str:token>.ics", agenda, name="agenda"),
    path("concertation/<department:department>/", heard, name="heard"),
    path("concertation/<str:token>/", contribute, name="contribute"),
    path("questionnaire/", include("maillage.campaigns.urls.answering")),
    path("enquete/", include("maillage.campaigns.urls.surveys")),
    *_rooms(),
]
if settings.DEBUG:
    from maillage.base.ui.showcase import showcase  # for those who write pages, nobody else

    urlpatterns.append(path("_composants", showcase, name="showcase"))

handler400 = "maillage.config.views.bad_request"
handler403 = "maillage.config.views.forbidden"
handler404 = "maillage.config.views.not_found"
handler500 = "maillage.config.views.broken"
