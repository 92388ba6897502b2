"""The Ministry's open data service: its name, its addresses, and no other place to be sent to."""

from __future__ import annotations

import urllib.error
import urllib.request
from datetime import date
from urllib.parse import quote, urlsplit

from django.conf import settings

from maillage.territory.domain.errors import ImportRefused

SETTING = "Vérifiez l'adresse MAILLAGE_OPENDATA_URL avec la personne qui administre Maillage."


class SafeRedirects(urllib.request.HTTPRedirectHandler):
    """A service may move; it may not send us to a file of this machine or out of the web."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        if urlsplit(newurl).scheme not in ("http", "https"):
            fp.close()
            raise ImportRefused(
                f"Le service de données ouvertes renvoie vers une adresse refusée ({urlsplit(newurl).scheme}:).",
                SETTING,
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def address_of(department: str) -> str:
    """Where the export of a département is: the setting, with its code in place of `{departement}`."""
    pattern = settings.MAILLAGE_OPENDATA_URL
    address = pattern.replace("{departement}", quote(department, safe=""))
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ImportRefused("L'adresse du service de données ouvertes n'est pas une adresse du web.", SETTING)
    return address


def service_name() -> str:
    """The host that answers, for people."""
    return urlsplit(settings.MAILLAGE_OPENDATA_URL).hostname or "adresse inconnue"


def export_name(department: str, day: date) -> str:
    """The name under which what was fetched is imported: the year that it holds proposes the year measured."""
    return f"donnees-ouvertes-{department}-{day:%Y-%m-%d}.csv"
