"""What rules look at, one by one: a stable key, what it is called, and the family that it belongs to."""

from __future__ import annotations

from maillage.base.values.fields import Choice


class Topic(Choice):
    """The family of rules that a ruling belongs to."""

    OWN_SHARE = "part", "part du Département"
    RATE = "taux", "taux et plafonds"
    COST = "depenses", "dépenses que la DGD aide"
    FRACTION = "fraction", "fraction et type d'opération"
    FLOOR = "seuils", "seuils et surfaces"
    CUMULATION = "cumul", "cumul des aides"
    BALANCE = "equilibre", "aides et dépenses"
    FILING = "demande", "demande et versement"
    START = "debut", "commencer après la décision"
    COMMITMENT = "engagement", "engager à temps"
    FCTVA = "fctva", "FCTVA"


class Condition(Choice):
    """What is checked. Remarks and scenarios know a ruling by this key, never by its words."""

    OWN_SHARE = "own_share", "Participation minimale du maître d'ouvrage"
    LEAD_COMPETENCE = "lead_competence", "Compétences à chef de file"
    OLD_CAP = "old_cap", "Ancien plafond des subventions"
    OPERATION_COST = "operation_cost", "Aides d'une opération, dans la limite de son coût"
    EXPENSE_COST = "expense_cost", "Aides d'une dépense, dans la limite de son coût"
    USED = "used", "Une aide a un emploi"
    DGD_RATE = "dgd_rate", "Taux demandé à la DGD"
    FUNDER_RATE = "funder_rate", "Taux maximal du financeur"
    FUNDER_CEILING = "funder_ceiling", "Plafond des aides du financeur"
    CUMULATION = "cumulation", "Cumul"
    FOR_COMMUNES = "for_communes", "Aide réservée aux communes et aux EPCI"
    COST = "cost", "Dépense que la DGD peut aider"
    ROUTE = "route", "Fraction demandée, et qui décide"
    KIND = "kind", "Type d'opération aidé par cette fraction"
    HOURS = "hours", "Durée de l'aide aux horaires"
    THIRD_WEIGHT = "third_weight", "Poids dans la troisième fraction"
    REGION_WEIGHT = "region_weight", "Poids dans l'enveloppe de la région"
    ANSWER = "answer", "Réponse attendue"
    FUNDER_FLOOR = "funder_floor", "Dépense minimale du financeur"
    SURFACE = "surface", "Surface minimale"
    DIGITAL_FLOOR = "digital_floor", "Dépense minimale d'un projet numérique"
    START = "start", "Commencer après la notification"
    COMMITMENT = "commitment", "Engager l'aide dans le délai"
    ASKED_FIRST = "asked_first", "Demander avant de commencer"
    DEPOSIT = "deposit", "Demande à déposer"
    PREFECT = "prefect", "Préfet informé du commencement"
    SCHEDULE = "schedule", "Échéancier de versement"
    YEARLY = "yearly", "Une décision par an"
    TEXTS = "texts", "Textes de 2025 sur la DGD"
    USE_KEPT = "use_kept", "Usage gardé après l'aide"
    FCTVA_BASE = "fctva_base", "Base du FCTVA"
    FCTVA_YEAR = "fctva_year", "Année où revient le FCTVA"
    CLOUD = "cloud", "Informatique en nuage"
    GIVEN_AWAY = "given_away", "Matériel donné à un tiers"
    OWNER = "owner", "Bénéficiaire de l'aide"

    @property
    def topic(self) -> Topic:
        return _TOPICS[self]


_FAMILIES = {
    Topic.OWN_SHARE: (Condition.OWN_SHARE, Condition.LEAD_COMPETENCE, Condition.OLD_CAP),
    Topic.RATE: (Condition.DGD_RATE, Condition.FUNDER_RATE, Condition.FUNDER_CEILING),
    Topic.COST: (Condition.COST,),
    Topic.FRACTION: (
        Condition.ROUTE,
        Condition.KIND,
        Condition.HOURS,
        Condition.THIRD_WEIGHT,
        Condition.REGION_WEIGHT,
        Condition.ANSWER,
    ),
    Topic.FLOOR: (Condition.FUNDER_FLOOR, Condition.SURFACE, Condition.DIGITAL_FLOOR),
    Topic.CUMULATION: (Condition.CUMULATION, Condition.FOR_COMMUNES),
    Topic.BALANCE: (Condition.OPERATION_COST, Condition.EXPENSE_COST, Condition.USED),
    Topic.FILING: (
        Condition.DEPOSIT,
        Condition.PREFECT,
        Condition.SCHEDULE,
        Condition.YEARLY,
        Condition.TEXTS,
        Condition.USE_KEPT,
    ),
    Topic.START: (Condition.START, Condition.ASKED_FIRST),
    Topic.COMMITMENT: (Condition.COMMITMENT,),
    Topic.FCTVA: (
        Condition.FCTVA_BASE,
        Condition.FCTVA_YEAR,
        Condition.CLOUD,
        Condition.GIVEN_AWAY,
        Condition.OWNER,
    ),
}
_TOPICS = {condition: topic for topic, conditions in _FAMILIES.items() for condition in conditions}
