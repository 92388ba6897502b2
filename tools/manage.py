"""Django's management commands, for those who develop Maillage: `python tools/manage.py makemigrations`."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maillage.config.settings")

if __name__ == "__main__":
    from django.core.management import execute_from_command_line  # after the settings are named

    execute_from_command_line(sys.argv)
