"""What one must not type in the forms of money: refused in its field, in French, kept as typed, nothing stored."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from base.test_editing import form_of, told
from builders import TODAY
from funding.money_pages import words
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.rulebook.projects import _shared

pytestmark = pytest.mark.django_db

AT = "/18/financement"
FUNDER = ("financeurs/ajouter/", {"name": "Neuf", "kind": "region"})
AID = ("recettes/ajouter/", {"funder": "DGD", "operation": "OP1", "rate": "10"})
COST = (
    "depenses/ajouter/",
    {"label": "Neuve", "action": "A11", "operation": "OP1", "section": "investment", "year": "2026"},
)
AUTHORISATION = ("autorisations/ajouter/", {"title": "Neuve", "section": "investment"})
WHATIF = ("scenarios/ajouter/", {"title": "Neuf"})
SCHEDULE = (
    "financeurs/DGD/echeancier/",
    {
        "rows-TOTAL_FORMS": "2",
        **{"rows-0-share": "50", "rows-0-after": "spent", "rows-0-months": "0"},
        **{"rows-1-share": "50", "rows-1-after": "finished", "rows-1-months": "3"},
    },
)
RECEIPT = (
    "recettes/R1/versements/",
    {"status": "received", "rows-TOTAL_FORMS": "1", "rows-0-day": "2026-01-10", "rows-0-amount": "5"},
)
BAD: list[tuple[tuple[str, dict[str, str]], str, str, str]] = [
    (FUNDER, "ceiling", "-5", "moins que 0"),
    (FUNDER, "ceiling", "1e400", "« 1e400 » n'est pas un montant"),
    (FUNDER, "ceiling", "12,5,3", "« 12,5,3 » n'est pas un montant"),
    (FUNDER, "ceiling", "１２", "« １２ » n'est pas un montant"),
    (FUNDER, "floor_ht", "9" * 40, "Vérifiez le nombre de zéros"),
    (FUNDER, "floor_ht", "1.500", "se lit de deux façons"),
    (FUNDER, "max_rate", "150", "Écrivez un taux entre 0 et 100 %"),
    (FUNDER, "max_rate", "-5", "n'est pas compris entre 0 et 100 %"),
    (FUNDER, "max_rate", "abc", "Écrivez un taux, par exemple 20 %"),
    (FUNDER, "payment_lag", "10000", "plus que 5"),
    (FUNDER, "code", "a/b", "« a/b » n'est pas un code"),
    (FUNDER, "code", "📚", "« 📚 » n'est pas un code"),
    (FUNDER, "name", "État, concours particulier de la DGD", "Deux financeurs s'appellent"),
    (FUNDER, "name", " ", "« Financeur » est à remplir"),
    (FUNDER, "name", "Ré\x07gion", "Effacez ce caractère"),
    (AID, "rate", "101", "n'est pas compris entre 0 et 100 %"),
    (AID, "rate", "", "soit un taux"),
    (AID, "fraction", "second", "la deuxième fraction de la DGD, celle de l'outre-mer"),
    (AID, "rate", "NaN", "« NaN » n'est pas un nombre"),
    (AID, "amounts_2026", "-1", "2026 : "),
    (AID, "base_ht", "Infinity", "« Infinity » n'est pas un montant"),
    (AID, "ask_by", "0001-01-01", "n'est pas une date vraisemblable"),
    (AID, "ask_by", "9999-12-31", "de 1900 à 2200"),
    (AID, "ask_by", "31/02/2027", "« 31/02/2027 » n'est pas une date"),
    (AID, "notified_on", "2026-01-10", "mais son état est"),
    (AID, "notified_amount", "5", "mais son état est"),
    (AID, "funder", "ZZ", "Sélectionnez un choix valide"),
    (COST, "amount_ht", "-1", "moins que 0"),
    (COST, "amount_ht", "12.345,678", "n'est pas un montant"),
    (COST, "vat_rate", "150", "Écrivez un taux entre 0 et 100 %"),
    (COST, "year", "1789", "moins que 2000"),
    (COST, "year", "2031", "L'année 2031 est hors du programme"),
    (COST, "priced_on", "=AUJOURDHUI()", "n'est pas une date"),
    (AUTHORISATION, "amount_ttc", "abc", "« abc » n'est pas un montant"),
    (AUTHORISATION, "voted_on", "2027-13-01", "n'est pas une date"),
    (AUTHORISATION, "operations", "OP2", "OP2 en fonctionnement"),
    (AUTHORISATION, "operations", "ZZ", "Sélectionnez un choix valide"),
    (WHATIF, "late_months", "10000", "plus que 36"),
    (WHATIF, "prices", "150", "Écrivez un taux entre 0 et 100 %"),
    (WHATIF, "dgd_rate", "-1", "n'est pas compris entre 0 et 100 %"),
    (WHATIF, "refused_year", "99999999999999", "Année non financée"),
    (WHATIF, "without", "ZZ", "Sélectionnez un choix valide"),
    (SCHEDULE, "rows-0-share", "40", "il en faut 100 %"),
    (SCHEDULE, "rows-0-share", "60", "il en faut 100 %"),
    (SCHEDULE, "rows-0-share", "cent", "Écrivez un taux, par exemple 20 %"),
    (SCHEDULE, "rows-1-months", "10000", "plus que 60"),
    (SCHEDULE, "rows-1-after", "jamais", "Sélectionnez un choix valide"),
    (RECEIPT, "rows-0-amount", "-5", "moins que 0"),
    (RECEIPT, "rows-0-day", "31/02/2027", "n'est pas une date"),
]


@pytest.fixture(autouse=True)
def on_a_day(settings: Any) -> None:
    settings.MAILLAGE_TODAY = TODAY
    _shared.clear()


@pytest.mark.parametrize(("form", "field", "typed", "said"), BAD)
def test_what_makes_no_sense_is_refused_in_words_and_nothing_is_lost(
    lead: Client, network: Network, form: tuple[str, dict[str, str]], field: str, typed: str, said: str
) -> None:
    path, given = form
    url = f"{AT}/{path}"
    trail = AuditEntry.objects.filter(network=network).count()
    fields = form_of(lead.get(url).content.decode()) | given | {field: typed}
    answer = lead.post(url, fields)
    assert answer.status_code == 422
    assert any(said in reason.replace("\u202f", " ").replace("\u00a0", " ") for reason in told(answer)), told(
        answer
    )
    kept = words(answer)
    for value in {**given, field: typed}.values():
        assert value.strip() in kept or value in ("ZZ", "jamais")
    assert AuditEntry.objects.filter(network=network).count() == trail


def test_product_of_two_amounts_that_no_budget_holds_is_refused(lead: Client, network: Network) -> None:
    url = f"{AT}/{COST[0]}"
    price = {"quantity": "999999999999", "unit_price_ht": "999999999999"}
    answer = lead.post(url, form_of(lead.get(url).content.decode()) | COST[1] | price)
    assert answer.status_code == 422
    assert "mille milliards d'euros" in words(answer)
