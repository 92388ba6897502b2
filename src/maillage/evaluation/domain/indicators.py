"""Indicators as written in a programme file, and measures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.base.values.fields import (
    Choice,
    children,
    choice,
    code,
    day,
    flag,
    number,
    prose,
    ref,
    text,
    yearly,
)


class Direction(Choice):
    UP = "up", "à augmenter"
    DOWN = "down", "à diminuer"
    KEEP = "keep", "à maintenir"


class IndicatorFamily(Choice):
    ACCESS = "access", "accès"
    OFFER = "offer", "offre"
    USE = "use", "usages"
    MEDIATION = "mediation", "médiation"
    STAFF = "staff", "équipes"
    EFFICIENCY = "efficiency", "efficience"
    GOVERNANCE = "governance", "gouvernance"
    EQUITY = "equity", "équité"


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """An indicator of an objective. A baseline left out is unknown, never 0; `targets` are values at year's end."""

    code: str = code()
    title: str = text("Indicateur")
    objective: str = ref("Objectif", to="programme.Objective")
    family: IndicatorFamily = choice("Famille", IndicatorFamily)
    question: str = prose("Question évaluative", "")
    definition: str = prose("Définition et mode de calcul", "")
    unit: str = text("Unité", "")
    direction: Direction = choice("Sens", Direction, Direction.UP)
    baseline: Decimal | None = number("État initial", None)
    baseline_date: date | None = day("Date de l'état initial", None)
    baseline_figure: str = text(
        "Chiffre qui donne l'état initial", "", help="Nom d'un chiffre : territory.wifi_yes_share."
    )
    targets: tuple[tuple[int, Decimal], ...] = yearly("Cibles en fin d'année")
    share_of_population: bool = flag("Part de la population du département (%)", False)
    source: str = text("Source", "")
    frequency: str = text("Fréquence", "")
    owner: str = text("Responsable (fonction)", "")


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A value observed on a day."""

    indicator: str = ref("Indicateur", to="evaluation.Indicator")
    day: date = day("Date")
    value: Decimal = number("Valeur")
    note: str = text("Précision", "")


@dataclass(frozen=True, kw_only=True)
class EvaluationSection:
    indicators: tuple[Indicator, ...] = children("Indicateurs", Indicator)
