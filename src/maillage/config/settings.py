"""Django settings. Everything that differs from one place to another comes from the environment."""

import os
import secrets

from maillage.config import environment
from maillage.config.rooms import APPS, ROOMS

MAILLAGE_ROOMS = ROOMS
MAILLAGE_VAR = environment.VAR

DEBUG = environment.flag("MAILLAGE_DEBUG")
# A command line run needs a key only for its own life; the server asks for a lasting one (next: web application).
SECRET_KEY = os.environ.get("MAILLAGE_SECRET_KEY") or secrets.token_urlsafe(50)
ALLOWED_HOSTS = environment.words("MAILLAGE_ALLOWED_HOSTS")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    *[f"maillage.{app}" for app in APPS],
]
AUTH_USER_MODEL = "accounts.User"
ROOT_URLCONF = "maillage.config.urls"

DATABASES = {
    "default": environment.database(
        os.environ.get("MAILLAGE_DATABASE_URL", f"sqlite:///{environment.VAR / 'maillage.sqlite3'}")
    )
}
if DATABASES["default"]["NAME"] == ":memory:":
    # A base that lives one command long gets its tables straight from the models: 2 s less.
    MIGRATION_MODULES = dict.fromkeys(APPS)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_TZ = True
