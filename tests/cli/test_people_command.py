"""`maillage people`: the first lead of a network, told once; the way back in for those who lost theirs."""

from __future__ import annotations

import re
from argparse import Namespace
from typing import Any

import pytest

from builders import saved_network
from maillage.accounts.models import Membership, User
from maillage.accounts.published import DEMO_PEOPLE
from maillage.accounts.services import PeopleRefused
from maillage.base.models import AuditEntry
from maillage.cli.demo_people import add_demo_people
from maillage.cli.parser import parser
from maillage.cli.people import people

pytestmark = pytest.mark.django_db

ONCE = re.compile(r"(?:[a-z2-9]{4}-){3}[a-z2-9]{4}")
LONG = "une phrase de quelques mots"


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def given(*arguments: str) -> Namespace:
    return parser().parse_args(["people", *arguments])


def test_the_first_lead_gets_a_password_shown_once(capsys: pytest.CaptureFixture[str]) -> None:
    network = saved_network()
    people(given("add", "lea.martin", "--role", "lead", "--email", "lea@cher.example", "--departement", "18"))
    out = capsys.readouterr().out
    password = ONCE.search(out)
    assert password
    lea = User.objects.get(username="lea.martin")
    assert lea.check_password(password[0])
    assert lea.one_time_until is not None
    assert lea.memberships.get(network=network).role == "lead"
    entry = AuditEntry.objects.filter(verb="people.add").get()
    assert (entry.actor, entry.target, entry.network) == (None, "accounts.User/lea.martin", network)
    people(given("list"))
    listed = capsys.readouterr().out
    assert "lea.martin" in listed
    assert "responsable" in listed
    assert password[0] not in listed


def test_whoever_founds_networks_needs_none_to_begin_with(capsys: pytest.CaptureFixture[str]) -> None:
    people(given("add", "lea.martin", "--founder"))
    assert ONCE.search(capsys.readouterr().out)
    lea = User.objects.get()
    assert lea.has_perm("accounts.add_network")
    assert not lea.memberships.exists()
    saved_network()
    people(given("add", "lea.martin", "--role", "reader"))
    assert "ne change pas" in capsys.readouterr().out
    with pytest.raises(ValueError, match="Précisez --role"):
        people(given("add", "leo"))


def test_a_typed_password_is_asked_twice_and_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    saved_network()
    typed: list[str] = []
    monkeypatch.setattr("maillage.cli.people.getpass", lambda prompt: typed.pop(0))
    for answers, told in ((["a", "b"], "ne sont pas les mêmes"), (["court", "court"], "14")):
        typed[:] = answers
        with pytest.raises(ValueError, match=told):
            people(given("add", "lea", "--role", "lead", "--ask-password"))
    assert not User.objects.exists()
    typed[:] = [LONG, LONG]
    people(given("add", "lea", "--role", "lead", "--ask-password"))
    lea = User.objects.get()
    assert lea.check_password(LONG)
    assert lea.one_time_until is None


def test_a_lost_password_is_replaced(capsys: pytest.CaptureFixture[str]) -> None:
    saved_network()
    people(given("add", "lea", "--role", "lead"))
    capsys.readouterr()
    people(given("password", "LEA"))
    password = ONCE.search(capsys.readouterr().out)
    assert password
    assert User.objects.get().check_password(password[0])
    assert AuditEntry.objects.filter(verb="people.password", actor=None).count() == 1
    with pytest.raises(ValueError, match="ce compte n'existe pas"):
        people(given("password", "personne"))


def test_a_person_is_not_added_twice_nor_to_a_network_that_is_not_there() -> None:
    saved_network()
    people(given("add", "lea", "--role", "lead"))
    with pytest.raises(PeopleRefused, match="est déjà dans ce réseau"):
        people(given("add", "lea", "--role", "reader"))
    with pytest.raises(ValueError, match="Aucun réseau n'a le code 99"):
        people(given("add", "leo", "--role", "reader", "--departement", "99"))


def test_the_demo_has_its_three_people() -> None:
    network = saved_network()
    add_demo_people(network)
    roles = dict(Membership.objects.filter(network=network).values_list("user__username", "role"))
    assert roles == {"responsable": "lead", "lecture": "reader", "elue": "reader"}
    for one in DEMO_PEOPLE:
        user = User.objects.get(username=one.username)
        assert user.check_password(one.password)
        assert user.one_time_until is None


def test_the_demo_s_passwords_satisfy_every_other_rule(settings: Any) -> None:
    from django.contrib.auth.password_validation import validate_password

    settings.MAILLAGE_DEMO = True
    for one in DEMO_PEOPLE:
        user = User(username=one.username, first_name=one.first_name, last_name=one.last_name)
        validate_password(one.password, user)
