"""Django settings. Everything that differs from one place to another comes from the environment."""

import os
import sys
from pathlib import Path

from csp.constants import NONE, SELF

from maillage.config import environment, keys
from maillage.config.rooms import APPS, ROOMS

MAILLAGE_ROOMS = ROOMS
MAILLAGE_VAR = environment.VAR
# The demo lives on a day of its own; everywhere else this is empty and the day is that of France.
MAILLAGE_TODAY = environment.day("MAILLAGE_TODAY")
MAILLAGE_DEMO = environment.flag("MAILLAGE_DEMO")

# The Ministry's open data, live; `{departement}` stands for the code of the département.
MAILLAGE_OPENDATA_URL = os.environ.get("MAILLAGE_OPENDATA_URL") or (
    "https://data.culture.gouv.fr/api/explore/v2.1/catalog/datasets/adresses-des-bibliotheques-publiques"
    "/exports/csv?delimiter=%3B&where=code_departement%3D%22{departement}%22"
)

DEBUG = environment.flag("MAILLAGE_DEBUG")
# `maillage serve` makes a lasting one; before that, a command line run needs a key only for its own life.
SECRET_KEY = keys.secret_key(environment.VAR)
ALLOWED_HOSTS = environment.words("MAILLAGE_ALLOWED_HOSTS") or ["127.0.0.1", "localhost", "[::1]"]
# Behind a proxy that speaks HTTPS, cookies never travel in clear and forms come from these origins only.
HTTPS = environment.flag("MAILLAGE_HTTPS")
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS if HTTPS and host != "*"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "lucide",
    "csp",
    "axes",
    "django_tasks",
    "django_tasks_db",
    *[f"maillage.{app}" for app in APPS],
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    # Inside the one that says how long an answer is, outside all that may answer.
    "maillage.config.middleware.TypographyMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "maillage.config.middleware.AccessMiddleware",
    "axes.middleware.AxesMiddleware",
]
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
ROOT_URLCONF = "maillage.config.urls"
WSGI_APPLICATION = "maillage.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["maillage.base.templatetags.ui", "maillage.base.templatetags.net"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "maillage.config.context.layout",
            ],
        },
    }
]
FORM_RENDERER = "maillage.base.ui.forms.UiRenderer"

TESTING = "pytest" in sys.modules
DATABASES = {
    "default": environment.database(
        os.environ.get("MAILLAGE_DATABASE_URL", f"sqlite:///{environment.VAR / 'maillage.sqlite3'}")
    )
}
if TESTING:
    # The tests' server answers each request in a thread that ends with it: a connection kept open would outlive it.
    DATABASES["default"].pop("CONN_MAX_AGE", None)
if DATABASES["default"]["NAME"] == ":memory:":
    # A base that lives one command long gets its tables straight from the models: 2 s less.
    MIGRATION_MODULES = dict.fromkeys(
        (*APPS, "auth", "contenttypes", "sessions", "axes", "django_tasks_database")
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = environment.VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# The stylesheet names fonts; nothing else refers to a file that may be missing.
WHITENOISE_MANIFEST_STRICT = True
# Developers and tests read the sources: nothing has been collected there, and its absence would be a warning.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG or TESTING

LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "sign-in"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    # CNIL 2022-100 asks for 50 bits where tries are limited (django-axes below): 14 characters are more, whatever
    # they are. No forced renewal, no forced mixture of characters.
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 14},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "maillage.accounts.passwords.TooSimpleValidator"},
    {"NAME": "maillage.accounts.published.PublishedPasswordValidator"},
]
# A password that a lead hands over, and a link sent by mail, are good for a few days.
ONE_TIME_PASSWORD_DAYS = 7
PASSWORD_RESET_TIMEOUT = 3 * 86_400
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
# A name and an address together: a colleague's mistakes behind the same proxy lock nobody else out.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
# Trying again does not push the end further: the hour that the page gives stays true.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "maillage.accounts.views.locked"
AXES_CLIENT_IP_CALLABLE = "maillage.accounts.throttle.client_address"
# What a person had typed comes along with a sign-in, and is none of the guard's business.
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "kept", "next"]
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False

# Without a mail server, messages are files: nothing is lost, and nothing pretends to have been sent.
_mail = environment.mail(os.environ.get("MAILLAGE_SMTP_URL", ""))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _mail else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = environment.VAR / "mail"
EMAIL_TIMEOUT = 10
globals().update(_mail)
DEFAULT_FROM_EMAIL = os.environ.get("MAILLAGE_MAIL_FROM", "maillage@localhost")

# Browsers share cookies between the ports of a machine: the demo and a real base must not sign one another out.
_cookie = f"{'__Host-' if HTTPS else ''}maillage{'-demo' if MAILLAGE_DEMO else ''}"
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = _cookie, f"{_cookie}-form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
# Whoever watches over the server asks it from the machine itself, without the proxy.
SECURE_REDIRECT_EXEMPT = [r"^sante$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# The other names under this one, and the lists shipped with browsers, are for those who own the domain to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
# A programme file or a national export is a few megabytes; a form is far less.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
CSRF_FAILURE_VIEW = "maillage.config.views.refused"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "axes": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
