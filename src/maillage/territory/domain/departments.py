"""Which département a place belongs to, when its codes disagree."""

from __future__ import annotations

from dataclasses import dataclass

_CORSICA = {"200": "2A", "201": "2A", "202": "2B", "206": "2B"}
# Saint-Barthélemy and Saint-Martin kept Guadeloupe's postcodes when they left it in 2007.
_LEFT_GUADELOUPE = {"97133": "977", "97150": "978"}


def of_insee(code: str) -> str:
    """Département of a commune's INSEE code; "" when the code has not its five characters."""
    if len(code) != 5:
        return ""
    return code[:3] if code[:2] in ("97", "98") else code[:2]


def of_postcode(code: str) -> tuple[str, ...]:
    """Départements that a postcode may mean, the likeliest first; empty for `00000`, `99999` or no postcode.

    A postcode follows the delivery round, so a commune may have the postcode of a bordering département.
    """
    if len(code) != 5 or not code.isdigit():
        return ()
    if code.startswith("20"):
        found = _CORSICA.get(code[:3])
        return (found,) if found else ("2A", "2B")
    if code in _LEFT_GUADELOUPE:
        return (_LEFT_GUADELOUPE[code], "971")
    if code[:2] in ("97", "98"):
        return (code[:3],)
    return (code[:2],) if "01" <= code[:2] <= "95" else ()


def same(one: str, other: str) -> bool:
    """Corsica was département 20 until 1976 and still is in many files."""
    corsica = {"20", "2A", "2B"}
    return one == other or ("20" in (one, other) and {one, other} <= corsica)


@dataclass(frozen=True)
class Belonging:
    """The département retained ("" when nothing says it), and whether it contradicts the one declared."""

    department: str
    contradicts: bool
    reason: str


def belonging(*, declared: str, insee: str, postcode: str, sibling_insee: str = "") -> Belonging:
    """Decide between the département declared, the INSEE code and the postcode of one row.

    The INSEE code decides, unless the declared département and the postcode both contradict it. Without an
    INSEE code the postcode decides, unless the same library has an INSEE code elsewhere (`sibling_insee`):
    the 2025 file declares all of Meurthe-et-Moselle as 57, while a bordering postcode proves nothing.
    """
    by_post = of_postcode(postcode)
    by_insee = of_insee(insee)
    if by_insee:
        if declared and declared != by_insee and declared in by_post:
            return Belonging(declared, True, f"le code INSEE {insee} est d'un autre département")
        return _decided(by_insee, declared, f"le code INSEE est {insee}")
    if declared in by_post or not by_post:
        return Belonging(
            declared, False, "département déclaré" if declared else "ni code INSEE ni code postal"
        )
    if sibling_insee:
        return _decided(
            of_insee(sibling_insee), declared, f"le code INSEE est {sibling_insee} dans un autre export"
        )
    if same(by_post[0], declared):
        return Belonging(by_post[0], False, "code postal corse")
    return _decided(by_post[0], declared, f"le code postal est {postcode}")


def _decided(department: str, declared: str, reason: str) -> Belonging:
    return Belonging(department, bool(declared) and not same(department, declared), reason)
