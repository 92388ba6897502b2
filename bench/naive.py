"""The peer of autosave: bare Django that writes one row from JSON, without token, validation, score or revision.

The same server, the same durability (WAL, synchronous=FULL), the same number of threads.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.urls import path

if not settings.configured:
    settings.configure(
        SECRET_KEY="measure",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        MIDDLEWARE=[],
        USE_TZ=True,
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": str(Path(os.environ.get("NAIVE_VAR", ".")) / "naive.sqlite3"),
                "CONN_MAX_AGE": None,
                "OPTIONS": {
                    "transaction_mode": "IMMEDIATE",
                    "timeout": 20,
                    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;",
                },
            }
        },
    )
    django.setup()

UPSERT = (
    "INSERT INTO answer (person, item, value) VALUES (%s, %s, %s) "
    "ON CONFLICT (person, item) DO UPDATE SET value = excluded.value"
)


def save(request: HttpRequest, person: str) -> JsonResponse:
    given = json.loads(request.body)
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, [person, given["item"], given["value"]])
    response = JsonResponse({"ok": True})
    response["Content-Length"] = str(len(response.content))
    return response


urlpatterns = [path("questionnaire/<str:person>/enregistrer/", save)]
application = get_wsgi_application()


def main() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS answer (person TEXT, item TEXT, value TEXT, PRIMARY KEY (person, item))"
        )
    connection.close()
    from granian import Granian  # heavy: only where a server is wanted
    from granian.constants import Interfaces

    Granian(
        "bench.naive:application", address="127.0.0.1", port=int(sys.argv[1]), interface=Interfaces.WSGI,
        workers=1, blocking_threads=int(os.environ.get("NAIVE_THREADS", "8")), websockets=False,
    ).serve()  # fmt: skip


if __name__ == "__main__":
    main()
