"""The web application, as a server loads it."""

import os

from django.core.wsgi import get_wsgi_application

from maillage.config.settling import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maillage.config.settings")

application = get_wsgi_application()
# The addresses cannot be loaded before Django is.
settle()
