"""The sentences of a report card: kind, exact, without a grade."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.base.values.french import count, listed, percent
from maillage.campaigns.domain.change import Change, ItemChange
from maillage.campaigns.domain.placing import Place, Standing
from maillage.campaigns.domain.scores import Band, Profile
from maillage.campaigns.domain.strengths import Strength

# Progress told one by one; the rest is counted.
TOLD = 4


def towards(profile: Profile) -> str:
    """Where the library is going: what the next band asks."""
    missing, unknown = len(profile.missing), len(profile.unknown)
    if profile.band is None and profile.unknown and profile.overall is not None:
        names = listed([service.item.title.lower() for service in profile.unknown])
        return f"Il reste à renseigner : {names}. Dès que vous le saurez, votre bande se lira ici."
    if profile.band is None:
        return (
            "Trop de réponses manquent encore pour situer la bibliothèque : ce qui suit dit ce que l'on sait."
        )
    match profile.band:
        case Band.BUILDING:
            return "En chemin vers le socle : tout commence par un premier service. Un seul pas suffit cette année."
        case Band.ON_THE_WAY if missing:
            left = count(missing, "service du socle", "services du socle")
            more = f", et {count(unknown, 'autre')} à renseigner" if unknown else ""
            return f"En chemin vers « socle atteint » : il reste {left} à construire{more}."
        case Band.ON_THE_WAY if unknown:
            return "En chemin vers « socle atteint » : il reste des services à renseigner, et d'autres à étoffer."
        case Band.ON_THE_WAY:
            return "En chemin vers « socle atteint » : le socle est assuré, il reste à étoffer les domaines les plus courts."
        case Band.CORE:
            return "Le socle est là. En chemin vers « référence », domaine après domaine."
    return (
        "Ce que vous faites peut servir à d'autres bibliothèques : le Département aimerait le leur montrer."
    )


def place_words(place: Place | None, *, label: str, peers: int, so_far: bool) -> str:
    """A place among peers, with how far it may be trusted."""
    day = " à ce jour" if so_far else ""
    if place is None and not peers:
        return f"Aucune autre bibliothèque comparable n'a répondu{day} : pas de comparaison pour l'instant."
    if place is None:
        return (
            f"Trop peu de bibliothèques comparables ont répondu{day} ({label}) : pas de comparaison, pour qu'aucune ne "
            "soit reconnue."
        )
    others = count(place.peers, "autre bibliothèque", "autres bibliothèques")
    parts = [
        f"{number} {words}"
        for number, words in (
            (place.above, "plus avancée" if place.above < 2 else "plus avancées"),
            (place.same, "au même point"),
            (place.below, "moins avancée" if place.below < 2 else "moins avancées"),
        )
        if number
    ]
    said = f"Parmi {others} ({label}) qui ont répondu{day} : {listed(parts)}."
    return f"{said} {_reach(place)}"


def _reach(place: Place) -> str:
    low, high = percent(place.low), percent(place.high)
    span = f"Entre {low} et {high} des bibliothèques de cette taille sont moins avancées que la vôtre"
    match place.standing:
        case Standing.AHEAD:
            return f"{span} : vous êtes en avance sur la plupart."
        case Standing.BEHIND:
            return f"{span} : la plupart ont de l'avance, et peuvent vous dire comment elles ont fait."
    return f"{span} : vous êtes au milieu des autres, sans que l'on puisse dire plus."


def change_words(change: Change | None, before: str) -> str:
    """What moved since a campaign, named by `before`."""
    if change is None:
        return ""
    asked = count(len(change.items), "question posée", "questions posées")
    ups, downs = len(change.ups), len(change.downs)
    if not ups and not downs:
        return f"Depuis « {before} », rien n'a bougé sur {asked} les deux fois."
    moved = [
        f"{count(number, 'a', 'ont')} {word}"
        for number, word in ((ups, "progressé"), (downs, "reculé"))
        if number
    ]
    return f"Depuis « {before} », sur {asked} les deux fois, {listed(moved)}."


def told_changes(changes: Sequence[ItemChange]) -> tuple[str, ...]:
    """Each progress in facts: what there was, what there is."""
    told = [f"{one.item.title} : {_level(one)}" for one in changes[:TOLD]]
    left = len(changes) - TOLD
    return (*told, f"et {count(left, 'autre progrès', 'autres progrès')}") if left > 0 else tuple(told)


def _level(one: ItemChange) -> str:
    if one.item.levels:
        return f"aujourd'hui, {_lower(one.item.levels[one.after])}"
    return f"du niveau {one.before} au niveau {one.after}"


def strength_words(strength: Strength) -> str:
    """What there is, as the library said it, and how it compares."""
    item = strength.item
    said = item.levels[strength.level] if item.levels else f"niveau {strength.level} sur {item.top}"
    ahead = " (bien au-dessus des autres)" if strength.is_ahead else ""
    return f"{item.title} : {_lower(said).rstrip('.')}{ahead}."


def _lower(text: str) -> str:
    """A sentence that follows a colon; an acronym keeps its capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] in " '’" else text
