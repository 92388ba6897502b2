"""Verbs about people: who may enter a network, with which role; passwords that are shown once."""

from __future__ import annotations

import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from maillage.accounts.domain import Role
from maillage.accounts.models import Membership, Network, User
from maillage.base.models import record

# No letter or figure that is mistaken for another on a sheet of paper: 16 of them are 78 bits.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
NAME = re.compile(r"^[\w.+-]{3,150}$")


class PeopleRefused(ValueError):
    """What cannot be done to a person or a role; the French message is shown as it is."""


def may_found(user: Any) -> bool:
    """Those whom the base's keeper allowed; whoever comes first into an empty base; in the demo, a lead."""
    if user.has_perm("accounts.add_network") or not Network.objects.exists():
        return True
    leads = Membership.objects.filter(user=user, role=Role.LEAD.value)
    return settings.MAILLAGE_DEMO and leads.exists()


@dataclass(frozen=True, kw_only=True)
class Added:
    """Who entered the network. `password` is shown once, and "" for someone who had an account or gets a mail."""

    membership: Membership
    is_new: bool
    password: str = ""


def account_name(typed: str) -> str:
    """The user name of whoever signs in with this name or e-mail address; what was typed when nobody does.

    One query whatever is typed: an existing account takes no longer than another.
    """
    wanted = typed.strip()
    found = accounts_named(wanted)
    return found[0].username if len(found) == 1 else wanted.casefold()


def accounts_named(wanted: str) -> list[User]:
    """The accounts of that user name, else those of that address: an address of two accounts names neither."""
    found = list(
        User.objects.filter(Q(username__iexact=wanted) | Q(email__iexact=wanted)).order_by("pk")[:20]
    )
    exact = [user for user in found if user.username == wanted]
    named = exact or [user for user in found if user.username.casefold() == wanted.casefold()]
    return named or [user for user in found if user.is_active]


def one_time_password() -> str:
    """16 letters and figures by groups of four, easy to read aloud."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


@transaction.atomic
def add_person(
    *,
    network: Network,
    role: Role,
    username: str = "",
    first_name: str = "",
    last_name: str = "",
    email: str = "",
    password: str | None = None,
    by_mail: bool = False,
    actor: Any = None,
) -> Added:
    """Give somebody a role in a network, and an account if she has none.

    Without `password`, a new account gets one that is good once, or none when she will choose it from a mail.
    Raises PeopleRefused.
    """
    Network.objects.select_for_update().get(pk=network.pk)
    known = _known(username, email)
    user = known or _account(username, first_name, last_name, email)
    if Membership.objects.filter(user=user, network=network).exists():
        raise PeopleRefused(
            f"{user.shown_name} ({user.username}) est déjà dans ce réseau : changez son rôle."
        )
    shown = "" if known or by_mail else _first_password(user, password)
    membership = Membership.objects.create(user=user, network=network, role=role.value)
    record(
        network=network,
        actor=actor,
        verb="people.add",
        target=_target(user),
        label=str(user),
        role=role.value,
    )
    return Added(membership=membership, is_new=known is None, password=shown)


@transaction.atomic
def add_founder(
    *, username: str, first_name: str = "", last_name: str = "", email: str = "", password: str | None = None
) -> tuple[User, str]:
    """Let somebody open networks, of which she will be the lead; her password when it is to be shown once."""
    known = _known(username, email)
    user = known or _account(username, first_name, last_name, email)
    shown = "" if known else _first_password(user, password)
    user.user_permissions.add(
        Permission.objects.get(content_type__app_label="accounts", codename="add_network")
    )
    return user, shown


def _first_password(user: User, chosen: str | None) -> str:
    """Set it; what has to be shown, once."""
    if chosen is None:
        return _one_time(user)
    user.set_password(chosen)
    user.save()
    return ""


def _known(username: str, email: str) -> User | None:
    for wanted in filter(None, (username.strip(), email.strip())):
        found = accounts_named(wanted)
        if len(found) > 1:
            raise PeopleRefused(f"Plusieurs comptes portent l'adresse {wanted} : donnez l'identifiant.")
        if found:
            return found[0]
    return None


def _account(username: str, first_name: str, last_name: str, email: str) -> User:
    name = username.strip() or _free_name(first_name, last_name, email)
    if not NAME.match(name):
        raise PeopleRefused(
            f"« {name} » ne peut pas être un identifiant : trois caractères au moins, lettres, chiffres, point, "
            "tiret ; par exemple prenom.nom."
        )
    user = User(
        username=name, first_name=first_name.strip(), last_name=last_name.strip(), email=email.strip()
    )
    user.set_unusable_password()
    try:
        user.full_clean(exclude=["password"])
    except ValidationError as error:
        raise PeopleRefused(" ".join(error.messages)) from error
    user.save()
    return user


def _free_name(first_name: str, last_name: str, email: str) -> str:
    """prenom.nom, numbered when it is taken."""
    given = ".".join(filter(None, (first_name.strip(), last_name.strip()))) or email.partition("@")[0]
    plain = unicodedata.normalize("NFKD", given).encode("ascii", "ignore").decode().casefold()
    base = re.sub(r"[^a-z0-9.-]+", "-", plain).strip("-.") or "personne"
    taken = {
        name.casefold()
        for name in User.objects.filter(username__istartswith=base).values_list("username", flat=True)
    }
    return next(name for name in (base, *(f"{base}{n}" for n in range(2, 10_000))) if name not in taken)


def _one_time(user: User) -> str:
    password = one_time_password()
    user.set_password(password)
    user.one_time_until = timezone.now() + timedelta(days=settings.ONE_TIME_PASSWORD_DAYS)
    user.save()
    return password


@transaction.atomic
def change_role(*, membership: Membership, role: Role, actor: Any = None) -> bool:
    """False when it was hers already. Raises PeopleRefused when the network would have no lead left."""
    membership = _locked(membership)
    if membership.role == role.value:
        return False
    if role is not Role.LEAD:
        _keep_a_lead(membership)
    before, membership.role = membership.role, role.value
    membership.save(update_fields=["role"])
    record(
        network=membership.network,
        actor=actor,
        verb="people.role",
        target=_target(membership.user),
        label=str(membership.user),
        before=before,
        role=role.value,
    )
    return True


@transaction.atomic
def remove_person(*, membership: Membership, actor: Any = None) -> None:
    """Take her role away; her account stays. Raises PeopleRefused when the network would have no lead left."""
    membership = _locked(membership)
    _keep_a_lead(membership)
    record(
        network=membership.network,
        actor=actor,
        verb="people.remove",
        target=_target(membership.user),
        label=str(membership.user),
        role=membership.role,
    )
    membership.delete()


def may_reset(actor: Any, user: User) -> bool:
    """Whether a lead may give this person a new password: only if she leads every network of that person.

    Otherwise the lead of one network could enter another under somebody else's name.
    """
    if user.is_superuser or user.is_staff or user.has_perm("accounts.add_network"):
        return False
    networks = set(user.memberships.values_list("network", flat=True))
    led = Membership.objects.filter(user=actor, role=Role.LEAD.value).values_list("network", flat=True)
    return bool(networks) and networks <= set(led)


@transaction.atomic
def new_password(*, membership: Membership, actor: Any) -> str:
    """A password good once, to be shown once, given by a lead. Raises PeopleRefused."""
    user = _locked(membership).user
    if not may_reset(actor, user):
        raise PeopleRefused(
            f"{user.shown_name} appartient aussi à un autre réseau : vous ne pouvez pas changer son mot de passe. "
            "Envoyez-lui un lien par courriel, ou adressez-vous à la personne qui administre Maillage."
        )
    return give_one_time_password(user=user, actor=actor)


@transaction.atomic
def give_one_time_password(*, user: User, actor: Any = None) -> str:
    """Replace a password by one that is good once; the open sessions of the person end. Every network is told."""
    password = _one_time(user)
    for membership in user.memberships.select_related("network").order_by("pk"):
        record(
            network=membership.network,
            actor=actor,
            verb="people.password",
            target=_target(user),
            label=str(user),
        )
    return password


def _locked(membership: Membership) -> Membership:
    """The row as it is now, nobody else changing the roles of its network meanwhile."""
    Network.objects.select_for_update().get(pk=membership.network_id)
    found = Membership.objects.select_related("user", "network").filter(pk=membership.pk).first()
    if found is None:
        raise PeopleRefused("Cette personne n'est plus dans ce réseau.")
    return found


def _keep_a_lead(membership: Membership) -> None:
    others = Membership.objects.filter(
        network=membership.network_id, role=Role.LEAD.value, user__is_active=True
    ).exclude(pk=membership.pk)
    if membership.role == Role.LEAD.value and not others.exists():
        raise PeopleRefused(
            "Un réseau garde toujours une personne responsable : donnez d'abord ce rôle à quelqu'un d'autre."
        )


def _target(user: User) -> str:
    return f"accounts.User/{user.username}"
