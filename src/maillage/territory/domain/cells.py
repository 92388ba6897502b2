"""Reads one cell: number, yes or no, code of library, postcode, INSEE code, département."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from maillage.base.values.french import folded

# ASCII: « ١٢ » is twelve for Python, and a mistake for whoever reads the report.
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_GROUPED = re.compile(r"[+-]?\d{1,3}([\s\u00a0\u202f]\d{3})+([.,]\d+)?", re.ASCII)
_CODE = re.compile(r"(LI|BD)?0*(\d+)(?:[.,]0*)?", re.IGNORECASE)
_CANONICAL = re.compile(r"(LI|BD)\d+")

# No library has a quantity beyond these, and sums, squares and columns keep within their bounds.
LARGEST, SMALLEST = Decimal(10) ** 12, Decimal(1) / 10**6
_LONGEST = 40

# What people type when they do not know: it is a missing value, not a zero and not a mistake.
NOT_KNOWN = frozenset(
    {"", "nc", "n c", "nd", "n d", "ns", "na", "n a", "nr", "non renseigne", "non communique"}
)
_YES = frozenset({"oui", "vrai", "true", "yes", "1", "1 0", "o"})
_NO = frozenset({"non", "faux", "false", "no", "0", "0 0", "n"})


def is_blank(text: str) -> bool:
    """True for an empty cell and for "NC", "nd", "n/a": nobody gave a value."""
    # The length first: folding every cell of a national file would take a second.
    return not text or (len(text) < 25 and folded(text) in NOT_KNOWN)


@lru_cache(maxsize=50_000)
def number(text: str) -> Decimal | None:
    """A quantity with a decimal point or comma, thousands apart or not; None when it is not one, or is beyond reason."""
    compact = text.strip()
    if len(compact) > _LONGEST:
        return None
    if _GROUPED.fullmatch(compact):
        compact = _SPACES.sub("", compact)
    if not _NUMBER.fullmatch(compact):
        return None
    found = Decimal(compact.replace(",", "."))
    return found if is_measurable(found) else None


def is_measurable(value: Decimal) -> bool:
    """Zero, or a finite number of a size that something counted may have."""
    return value.is_finite() and (not value or SMALLEST <= value.copy_abs() < LARGEST)


def is_written_number(text: str) -> bool:
    """Whether a text is made like a number, of any size."""
    return bool(_NUMBER.fullmatch(_SPACES.sub("", text)))


def integer(text: str) -> int | None:
    """A whole number, also written "1600.0"; None when it is not one."""
    value = number(text)
    return int(value) if value is not None and value == value.to_integral_value() else None


def flag(text: str) -> bool | None:
    """oui / non and their usual spellings; None when it cannot be read."""
    word = folded(text)
    return True if word in _YES else False if word in _NO else None


def canonical_code(text: str) -> str:
    """The code under which exports are joined: `LI673`, `673.0`, `673` and ` li 673 ` are all `LI673`.

    `BD667` stays. An empty cell stays empty. What is not a code is given back trimmed, for quality to report.
    """
    compact = _SPACES.sub("", text)
    match = _CODE.fullmatch(compact)
    return f"{(match[1] or 'LI').upper()}{match[2]}" if match else compact.upper()


def is_canonical(code: str) -> bool:
    return bool(_CANONICAL.fullmatch(code))


def _code_digits(text: str) -> str:
    compact = _SPACES.sub("", text).upper()
    return re.sub(r"[.,]0*$", "", compact)


def postcode(text: str) -> str:
    """Five characters; four digits have lost their leading zero in a spreadsheet and get it back."""
    digits = _code_digits(text)
    return digits.zfill(5) if digits.isdigit() and len(digits) == 4 else digits


def insee(text: str) -> str:
    """Code of a commune, `18033` or `2A004`, with its leading zero."""
    return postcode(text)


def department(text: str) -> str:
    """Code of a département: `1.0` -> `01`, `2a` -> `2A`, `69M` (métropole de Lyon) -> `69`."""
    code = _code_digits(text)
    if code in ("69M", "69D"):
        return "69"
    return code.zfill(2) if code.isdigit() else code
