"""`maillage people`: the first lead of a network, and the way back in for those who lost theirs."""

from __future__ import annotations

from argparse import Namespace
from getpass import getpass

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command

from maillage.accounts.domain import Role
from maillage.accounts.models import Membership, User
from maillage.accounts.services import accounts_named, add_founder, add_person, give_one_time_password
from maillage.base.values.french import count
from maillage.cli import screen
from maillage.portability.services import network_of


def people(arguments: Namespace) -> int:
    verbs = {"add": _add, "password": _password, "list": _list}
    if arguments.verb not in verbs:
        raise ValueError("Précisez le verbe : maillage people add --help")
    call_command("migrate", verbosity=0, interactive=False)
    verbs[arguments.verb](arguments)
    return 0


def _add(arguments: Namespace) -> None:
    given = {
        "username": arguments.username,
        "email": arguments.email,
        "first_name": arguments.first_name,
        "last_name": arguments.last_name,
    }
    if not arguments.role and not arguments.founder:
        raise ValueError(
            "Précisez --role, et le réseau par --departement ; ou --founder pour ouvrir un réseau."
        )
    network = network_of(arguments.departement) if arguments.role else None
    password = _asked(arguments) if arguments.ask_password else None
    shown = ""
    if arguments.founder:
        user, shown = add_founder(**given, password=password)
        _say(f"  ✓ {user.username} : peut ouvrir des réseaux, à l'adresse /reseaux/nouveau/")
    if network:
        added = add_person(network=network, role=Role(arguments.role), **given, password=password)
        user, shown = added.membership.user, shown or added.password
        account = "compte créé" if added.is_new else "avec son compte, dont le mot de passe ne change pas"
        _say(f"  ✓ {user.username} : {added.membership.get_role_display()} de « {network} » ({account})")
    if shown:
        _show_once(shown)


def _password(arguments: Namespace) -> None:
    found = accounts_named(arguments.username.strip())
    if len(found) != 1:
        reason = "plusieurs comptes portent cette adresse" if found else "ce compte n'existe pas"
        raise ValueError(f"{arguments.username} : {reason}. Voyez maillage people list.")
    password = give_one_time_password(user=found[0])
    _say(f"  ✓ {found[0].username} : mot de passe remplacé")
    _show_once(password)


def _list(arguments: Namespace) -> None:
    found = Membership.objects.select_related("user", "network").order_by(
        "network__department", "user__username"
    )
    if arguments.departement:
        found = found.filter(network=network_of(arguments.departement))
    rows = [
        [one.network.department, one.user.username, one.user.get_full_name(), one.get_role_display()]
        for one in found
    ]
    screen.table(count(len(rows), "personne"), ["Département", "Identifiant", "Nom", "Rôle"], rows)


def _asked(arguments: Namespace) -> str:
    """A password typed twice, never shown. Raises ValueError when it is not safe enough."""
    try:
        password = getpass("Mot de passe : ")
        again = getpass("Le même, une seconde fois : ")
    except EOFError:
        raise ValueError("Aucun mot de passe n'a été tapé.") from None
    if password != again:
        raise ValueError("Les deux mots de passe ne sont pas les mêmes.")
    try:
        validate_password(password, User(username=arguments.username, email=arguments.email))
    except ValidationError as error:
        raise ValueError(" ".join(error.messages)) from error
    return password


def _show_once(password: str) -> None:
    days = count(settings.ONE_TIME_PASSWORD_DAYS, "jour")
    _say(f"    mot de passe à usage unique, valable {days}, qui ne sera plus montré : {password}")


def _say(text: str) -> None:
    screen.out.print(text, markup=False)
