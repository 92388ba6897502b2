"""Fetches the open data of a département from the Ministry's service, with every way it can go wrong told."""

from __future__ import annotations

import http.client
import ssl
import time
import urllib.error
import urllib.request

from maillage.base.values.french import NBSP
from maillage.territory.domain.errors import ImportRefused
from maillage.territory.online_refusals import BY_HAND, refusal
from maillage.territory.open_data_service import SETTING, SafeRedirects, address_of, service_name
from maillage.territory.uploads import LARGEST, MEGABYTE

# Seconds: of silence, and in all.
SILENCE, PATIENCE = 20, 120
CHUNK = 64 * 1024


def fetch_export(department: str) -> bytes:
    """The CSV of a département as the service answers it. Raises ImportRefused, French, whatever went wrong."""
    # Neither `file:` nor another scheme: `address_of` and the redirects let http and https through, alone.
    request = urllib.request.Request(  # noqa: S310
        address_of(department), headers={"Accept": "text/csv", "User-Agent": "Maillage"}
    )
    opener = urllib.request.build_opener(SafeRedirects)
    host = service_name()
    try:
        with opener.open(request, timeout=SILENCE) as answer:
            data = _read(answer, host)
    except urllib.error.HTTPError as error:
        error.close()
        raise ImportRefused(*refusal(error.code, host)) from error
    except TimeoutError as error:
        raise ImportRefused(f"{host} n'a pas répondu en {SILENCE}{NBSP}secondes.", BY_HAND) from error
    except urllib.error.URLError as error:
        raise ImportRefused(_unreachable(error.reason, host), BY_HAND) from error
    except (OSError, http.client.HTTPException) as error:
        raise ImportRefused(f"La réponse de {host} s'est interrompue.", BY_HAND) from error
    if data.lstrip()[:15].lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise ImportRefused(f"{host} a répondu par une page web, pas par un fichier CSV.", SETTING)
    if not data.strip().count(b"\n"):
        raise ImportRefused(f"{host} ne donne aucune ligne pour le département {department}.", BY_HAND)
    return data


def _read(answer: http.client.HTTPResponse, host: str) -> bytes:
    """The body, never more than the ceiling, never longer than our patience."""
    too_big = ImportRefused(
        f"{host} envoie plus de {LARGEST // MEGABYTE}{NBSP}Mo : ce n'est pas l'export d'un département.",
        SETTING,
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
            raise ImportRefused(f"{host} répond trop lentement : abandon après {PATIENCE}{NBSP}s.", BY_HAND)
    # Reading by pieces never complains of what is missing at the end.
    if announced.isdigit() and size < int(announced):
        raise ImportRefused(f"La réponse de {host} s'est interrompue.", BY_HAND)
    return b"".join(parts)


def _unreachable(reason: object, host: str) -> str:
    if isinstance(reason, TimeoutError):
        return f"{host} n'a pas répondu en {SILENCE}{NBSP}secondes."
    if isinstance(reason, ssl.SSLError):
        return f"Le certificat de {host} n'est pas valable : rien n'a été lu."
    return f"{host} est injoignable : pas de réseau, ou adresse inconnue."
