"""Fetches the open data of a département from the Ministry's service, with every way it can go wrong told."""

from __future__ import annotations

import http.client
import ssl
import time
import urllib.error
import urllib.request
from datetime import date
from urllib.parse import quote, urlsplit

from django.conf import settings

from maillage.base.values.french import NBSP
from maillage.territory.domain.errors import ImportRefused
from maillage.territory.uploads import LARGEST, MEGABYTE

# Seconds: of silence, and in all.
SILENCE, PATIENCE = 20, 120
CHUNK = 64 * 1024
_BY_HAND = (
    "Réessayez plus tard, ou téléchargez l'export sur data.gouv.fr (« Adresses des bibliothèques publiques ») "
    "puis importez le fichier."
)
_SETTING = "Vérifiez l'adresse MAILLAGE_OPENDATA_URL avec la personne qui administre Maillage."


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    """A service may move; it may not send us to a file of this machine or out of the web."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        if urlsplit(newurl).scheme not in ("http", "https"):
            fp.close()
            raise ImportRefused(
                f"Le service de données ouvertes renvoie vers une adresse refusée ({urlsplit(newurl).scheme}:).",
                _SETTING,
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def address_of(department: str) -> str:
    """Where the export of a département is: the setting, with its code in place of `{departement}`."""
    pattern = settings.MAILLAGE_OPENDATA_URL
    address = pattern.replace("{departement}", quote(department, safe=""))
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ImportRefused(
            "L'adresse du service de données ouvertes n'est pas une adresse du web.", _SETTING
        )
    return address


def service_name() -> str:
    """The host that answers, for people."""
    return urlsplit(settings.MAILLAGE_OPENDATA_URL).hostname or "adresse inconnue"


def export_name(department: str, day: date) -> str:
    """The name under which what was fetched is imported: the year that it holds proposes the year measured."""
    return f"donnees-ouvertes-{department}-{day:%Y-%m-%d}.csv"


def fetch_export(department: str) -> bytes:
    """The CSV of a département as the service answers it. Raises ImportRefused, French, whatever went wrong."""
    # Neither `file:` nor another scheme: `address_of` and the redirects let http and https through, alone.
    request = urllib.request.Request(  # noqa: S310
        address_of(department), headers={"Accept": "text/csv", "User-Agent": "Maillage"}
    )
    opener = urllib.request.build_opener(_SafeRedirects)
    host = service_name()
    try:
        with opener.open(request, timeout=SILENCE) as answer:
            data = _read(answer, host)
    except urllib.error.HTTPError as error:
        error.close()
        raise ImportRefused(*_refusal(error.code, host)) from error
    except TimeoutError as error:
        raise ImportRefused(f"{host} n'a pas répondu en {SILENCE}{NBSP}secondes.", _BY_HAND) from error
    except urllib.error.URLError as error:
        raise ImportRefused(_unreachable(error.reason, host), _BY_HAND) from error
    except (OSError, http.client.HTTPException) as error:
        raise ImportRefused(f"La réponse de {host} s'est interrompue.", _BY_HAND) from error
    if data.lstrip()[:15].lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise ImportRefused(f"{host} a répondu par une page web, pas par un fichier CSV.", _SETTING)
    if not data.strip().count(b"\n"):
        raise ImportRefused(f"{host} ne donne aucune ligne pour le département {department}.", _BY_HAND)
    return data


def _read(answer: http.client.HTTPResponse, host: str) -> bytes:
    """The body, never more than the ceiling, never longer than our patience."""
    too_big = ImportRefused(
        f"{host} envoie plus de {LARGEST // MEGABYTE}{NBSP}Mo : ce n'est pas l'export d'un département.",
        _SETTING,
    )
    announced = answer.headers.get("Content-Length") or "0"
    if announced.isdigit() and int(announced) > LARGEST:
        raise too_big
    parts, size, end = [], 0, time.monotonic() + PATIENCE
    while chunk := answer.read(CHUNK):
        parts.append(chunk)
        size += len(chunk)
        if size > LARGEST:
            raise too_big
        if time.monotonic() > end:
            raise ImportRefused(f"{host} répond trop lentement : abandon après {PATIENCE}{NBSP}s.", _BY_HAND)
    # Reading by pieces never complains of what is missing at the end.
    if announced.isdigit() and size < int(announced):
        raise ImportRefused(f"La réponse de {host} s'est interrompue.", _BY_HAND)
    return b"".join(parts)


def _refusal(code: int, host: str) -> tuple[str, str]:
    if 300 <= code < 400:
        return f"{host} renvoie vers une adresse refusée (réponse {code}).", _SETTING
    if code in (400, 404, 410):
        return f"{host} ne connaît pas l'adresse demandée (réponse {code}).", _SETTING
    if code in (401, 403):
        return f"{host} refuse l'accès (réponse {code}).", _SETTING
    if code == 429:
        return f"{host} reçoit trop de demandes (réponse 429).", "Attendez une heure, puis recommencez."
    return f"{host} est en panne ou en travaux (réponse {code}).", _BY_HAND


def _unreachable(reason: object, host: str) -> str:
    if isinstance(reason, TimeoutError):
        return f"{host} n'a pas répondu en {SILENCE}{NBSP}secondes."
    if isinstance(reason, ssl.SSLError):
        return f"Le certificat de {host} n'est pas valable : rien n'a été lu."
    return f"{host} est injoignable : pas de réseau, ou adresse inconnue."
