"""What people receive by e-mail: a link with which they choose their own password."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from maillage.accounts.models import Membership

FILES = "django.core.mail.backends.filebased.EmailBackend"


def is_posted() -> bool:
    """Whether messages leave this machine; without a mail server they are files of `var/mail/`."""
    return bool(settings.EMAIL_BACKEND != FILES)


def keep_files_private() -> None:
    """Without a mail server, the folder of messages is for its owner: the links inside open accounts and forms."""
    if not is_posted():
        Path(settings.EMAIL_FILE_PATH).mkdir(mode=0o700, parents=True, exist_ok=True)


def send_invitation(*, membership: Membership, request: HttpRequest) -> None:
    """Send the link. Raises OSError or SMTPException when the mail server refuses."""
    user = membership.user
    address = reverse(
        "choose-password",
        args=[urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)],
    )
    context = {
        "membership": membership,
        "link": request.build_absolute_uri(address),
        "days": settings.PASSWORD_RESET_TIMEOUT // 86_400,
    }
    keep_files_private()
    send_mail(
        subject=f"Votre accès à Maillage : {membership.network.name}".replace("\n", " "),
        message=render_to_string("accounts/invitation.txt", context),
        from_email=None,
        recipient_list=[user.email],
    )
