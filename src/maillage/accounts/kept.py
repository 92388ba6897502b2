"""What a person had typed when her session ended: carried by the page itself, stored nowhere, saved by nobody but her."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from maillage.accounts.models import Membership

# The field that tells a view to show the typed form again, filled, and to save nothing.
RESUME = "_resume"
# A long action sheet is some 40 KB; above this a page cannot carry it back and forth.
LARGEST = 400_000
NEVER_KEPT = re.compile(r"csrfmiddlewaretoken|password|passe|^_resume$", re.IGNORECASE)
SALT = "maillage.accounts.kept"


@dataclass(frozen=True)
class Kept:
    """Where the fields were going, the fields as typed, and the files that a page cannot carry."""

    path: str
    fields: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()
    too_long: bool = False


def kept_of(request: HttpRequest) -> Kept | None:
    """What this request brings by POST; None when it types nothing."""
    if request.method != "POST":
        return None
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if isinstance(value, str) and not NEVER_KEPT.search(name)
    ]
    files = [file.name or "" for name in request.FILES for file in request.FILES.getlist(name)]
    if not fields and not files:
        return None
    too_long = sum(len(name) + len(value) for name, value in fields) > LARGEST
    return Kept(request.get_full_path(), () if too_long else tuple(fields), tuple(files), too_long)


def pack(kept: Kept) -> str:
    """The text of the hidden field that carries it. Signed: a page cannot be made to resume what nobody typed."""
    content = [kept.path, kept.fields, kept.files, kept.too_long]
    return signing.dumps(content, salt=SALT, compress=True)


def unpack(text: str, request: HttpRequest) -> Kept | None:
    """What `pack` wrote; None when there is nothing, or nothing of ours."""
    try:
        path, fields, files, too_long = signing.loads(text, salt=SALT) if text else (None,) * 4
    except (signing.BadSignature, ValueError):
        return None
    if not path or not is_ours(path, request):
        return None
    return Kept(path, tuple((name, value) for name, value in fields), tuple(files), bool(too_long))


def is_ours(address: str, request: HttpRequest) -> bool:
    """Whether an address stays on this site: nobody is sent elsewhere after signing in."""
    # An absolute path: a bare word would be taken for the name of a view.
    return address.startswith("/") and url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )


def may_go(user: Any, address: str) -> bool:
    """Whether a page exists at this address for this person."""
    try:
        found = resolve(address.partition("?")[0].partition("#")[0])
    except Resolver404:
        return False
    department = found.kwargs.get("department")
    if department is None:
        return True
    return Membership.objects.filter(user=user, network__department=department).exists()
