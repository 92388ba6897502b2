"""What a poster shows: where it hangs, an address to type, the same as a code to photograph."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True, kw_only=True)
class Poster:
    """`where`: the library or the network; `occasion` may be ""."""

    where: str
    occasion: str
    url: str

    @property
    def typed(self) -> str:
        """The address as one types it."""
        return self.url.removeprefix("https://").removeprefix("http://").rstrip("/")

    @property
    def code(self) -> SafeString:
        """A QR code that survives a fold or a stain (level M), black on white in any theme."""
        drawn = segno.make(self.url, error="m", micro=False).svg_inline(
            scale=8, border=3, light="#fff", omitsize=True, svgclass="qr", lineclass=None
        )
        named = f'role="img" aria-label="Code à photographier, qui mène à {self.typed}"'
        return mark_safe(drawn.replace("<svg ", f"<svg {named} ", 1))  # noqa: S308 (made of our own address)
