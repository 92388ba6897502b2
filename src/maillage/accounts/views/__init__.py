"""Pages of people: signing in and out, passwords, networks, roles."""

from maillage.accounts.views.networks import networks, start
from maillage.accounts.views.passwords import change_password, choose_password
from maillage.accounts.views.roles import (
    add_person,
    change_role,
    new_password,
    people,
    person,
    remove_person,
    send_link,
)
from maillage.accounts.views.sign_in import ask_to_sign_in, locked, offer_again, sign_in, sign_out

__all__ = [
    "add_person",
    "ask_to_sign_in",
    "change_password",
    "change_role",
    "choose_password",
    "locked",
    "networks",
    "new_password",
    "offer_again",
    "people",
    "person",
    "remove_person",
    "send_link",
    "sign_in",
    "sign_out",
    "start",
]
