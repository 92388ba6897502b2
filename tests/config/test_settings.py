"""Settings: safe unless somebody says otherwise, and refused with a remedy when they cannot be used."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client, override_settings

from maillage.accounts.models import Network
from maillage.config.environment import BadSetting, mail
from maillage.config.keys import NAME, SHORTEST, keep_a_key, secret_key
from web import person

KEY = "k" * SHORTEST
ASKED = (
    "DEBUG",
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "CSRF_COOKIE_NAME",
    "CSRF_COOKIE_SECURE",
    "CSRF_COOKIE_HTTPONLY",
    "CSRF_COOKIE_SAMESITE",
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "CSRF_TRUSTED_ORIGINS",
    "EMAIL_BACKEND",
    "MAILLAGE_DEMO",
)
Settings = Callable[..., "dict[str, object]"]


@pytest.fixture
def settings_of(tmp_path: Path) -> Settings:
    """The settings of an installation whose environment is given, read in another process."""

    def read(**environment: str) -> dict[str, object]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MAILLAGE_")}
        code = (
            "import json; from maillage.config import settings as s; "
            f"print(json.dumps({{name: getattr(s, name) for name in {ASKED}}}))"
        )
        found = subprocess.run(
            [sys.executable, "-c", code],
            env=kept | {"MAILLAGE_VAR": str(tmp_path)} | environment,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        read: dict[str, object] = json.loads(found.stdout)
        return read

    return read


def test_nothing_said_is_safe_on_this_machine(settings_of: Settings) -> None:
    found = settings_of()
    assert found["DEBUG"] is False
    assert found["MAILLAGE_DEMO"] is False
    assert found["SESSION_COOKIE_HTTPONLY"] is found["CSRF_COOKIE_HTTPONLY"] is True
    assert found["SESSION_COOKIE_SAMESITE"] == found["CSRF_COOKIE_SAMESITE"] == "Lax"
    assert found["SESSION_COOKIE_SECURE"] is False
    assert str(found["EMAIL_BACKEND"]).endswith("filebased.EmailBackend")


def test_behind_https_cookies_are_for_https_and_this_name_only(settings_of: Settings) -> None:
    found = settings_of(MAILLAGE_HTTPS="oui", MAILLAGE_ALLOWED_HOSTS="bnr.cher.example")
    assert (
        found["SESSION_COOKIE_SECURE"] is found["CSRF_COOKIE_SECURE"] is found["SECURE_SSL_REDIRECT"] is True
    )
    assert str(found["SESSION_COOKIE_NAME"]).startswith("__Host-")
    assert str(found["CSRF_COOKIE_NAME"]).startswith("__Host-")
    assert found["SECURE_HSTS_SECONDS"] == 31_536_000
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://bnr.cher.example"]


def test_the_demo_and_a_real_base_do_not_share_cookies(settings_of: Settings) -> None:
    assert settings_of()["SESSION_COOKIE_NAME"] != settings_of(MAILLAGE_DEMO="oui")["SESSION_COOKIE_NAME"]


@pytest.mark.django_db
def test_the_cookies_of_a_session_are_out_of_reach_of_scripts(network: Network) -> None:
    user = person("lea", network)
    user.set_password("une phrase de quelques mots")
    user.save()
    client = Client()
    client.get("/connexion/")
    client.post("/connexion/", {"username": "lea", "password": "une phrase de quelques mots"})
    assert set(client.cookies) == {"maillage", "maillage-form"}
    for cookie in client.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


def test_django_s_own_deployment_check_finds_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE", raising=False)  # the journeys' own, for their event loop
    # What MAILLAGE_HTTPS sets, and a key that lasts.
    with override_settings(
        SECRET_KEY="".join(map(chr, range(48, 123))),
        SESSION_COOKIE_SECURE=True,
        CSRF_COOKIE_SECURE=True,
        SECURE_SSL_REDIRECT=True,
        SECURE_HSTS_SECONDS=31_536_000,
    ):
        call_command("check", deploy=True, fail_level="WARNING")
    assert "(2 silenced)" in capsys.readouterr().out


def test_the_key_given_is_the_key_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILLAGE_SECRET_KEY", KEY)
    assert secret_key(tmp_path) == KEY
    assert keep_a_key(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_made_once_for_its_owner_alone_and_never_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("MAILLAGE_SECRET_KEY", raising=False)
    made = keep_a_key(tmp_path / "var")
    assert made == tmp_path / "var" / NAME
    key = secret_key(tmp_path / "var")
    assert len(key) >= SHORTEST
    assert keep_a_key(tmp_path / "var") is None
    assert secret_key(tmp_path / "var") == key
    if os.name == "posix":
        assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert key not in "".join(capsys.readouterr())


def test_without_a_kept_key_each_run_has_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAILLAGE_SECRET_KEY", raising=False)
    assert secret_key(tmp_path) != secret_key(tmp_path)


@pytest.mark.parametrize(
    ("mode", "text", "told"),
    [(0o644, KEY, "chmod 600"), (0o600, "court", "abîmée"), (0o600, "é" * SHORTEST, "ne peut pas être lue")],
)
def test_a_key_that_cannot_be_trusted_is_refused_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int, text: str, told: str
) -> None:
    monkeypatch.delenv("MAILLAGE_SECRET_KEY", raising=False)
    file = tmp_path / NAME
    file.write_text(text, "utf-8")
    file.chmod(mode)
    with pytest.raises(BadSetting, match=told) as refused:
        secret_key(tmp_path)
    assert text not in str(refused.value)


def test_a_key_too_short_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILLAGE_SECRET_KEY", "secret")
    with pytest.raises(BadSetting, match="trop courte"):
        secret_key(tmp_path)


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [
        ("smtp://lea:p%40sse@mail.cher.example", 587, False, True),
        ("smtps://lea:p%40sse@mail.cher.example", 465, True, False),
        ("smtp://lea:p%40sse@localhost:25", 25, False, False),
    ],
)
def test_mail_travels_encrypted_beyond_this_machine(url: str, port: int, ssl: bool, tls: bool) -> None:
    found = mail(url)
    assert (found["EMAIL_PORT"], found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"]) == (port, ssl, tls)
    assert found["EMAIL_HOST_PASSWORD"] == "p@sse"


@pytest.mark.parametrize("url", ["mail.cher.example", "http://mail.cher.example", "smtp://serveur:port"])
def test_a_mail_server_that_cannot_be_understood_is_refused(url: str) -> None:
    with pytest.raises(BadSetting, match="MAILLAGE_SMTP_URL"):
        mail(url)


def test_no_mail_server_means_files() -> None:
    assert mail("") == {}
