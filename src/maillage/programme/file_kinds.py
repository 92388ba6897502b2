"""What a file is, by its content and never by its name: those that may be attached, and why the others may not."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass


class NotAttachable(ValueError):
    """A file that is not taken; the message is French and says what to do."""


@dataclass(frozen=True)
class FileKind:
    """`endings`: how the name of such a file may end, the usual one first."""

    label: str
    media_type: str
    endings: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."

PDF = FileKind("document PDF", "application/pdf", ("pdf",))
PNG = FileKind("image PNG", "image/png", ("png",))
JPEG = FileKind("image JPEG", "image/jpeg", ("jpg", "jpeg"))
GIF = FileKind("image GIF", "image/gif", ("gif",))
WEBP = FileKind("image WebP", "image/webp", ("webp",))
DOCX = FileKind("document Word", f"{_OFFICE}wordprocessingml.document", ("docx",))
XLSX = FileKind("classeur Excel", f"{_OFFICE}spreadsheetml.sheet", ("xlsx",))
PPTX = FileKind("présentation PowerPoint", f"{_OFFICE}presentationml.presentation", ("pptx",))
ODT = FileKind("document texte (ODT)", f"{_ODF}text", ("odt",))
ODS = FileKind("classeur (ODS)", f"{_ODF}spreadsheet", ("ods",))
ODP = FileKind("présentation (ODP)", f"{_ODF}presentation", ("odp",))
CSV = FileKind("tableau CSV", "text/csv", ("csv",))
TEXT = FileKind("texte", "text/plain", ("txt", "md"))
KINDS = (PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, PNG, JPEG, GIF, WEBP, CSV, TEXT)
BY_MEDIA_TYPE = {kind.media_type: kind for kind in KINDS}

_BEGINS = ((b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG), (b"GIF87a", GIF), (b"GIF89a", GIF))
_PARTS = (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX))
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(r"\s*(?:<\?xml|<!--|<!doctype|<(?:html|head|body|svg|script|iframe)\b)", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# Signs that may not be in a name, nor hide in it.
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069<>:"/\\|?*]+')
LONGEST_NAME = 200
ALLOWED = "PDF, Word, Excel, PowerPoint, LibreOffice, image (PNG, JPEG, GIF, WebP), texte ou CSV"


def kind_of(content: bytes, name: str) -> FileKind:
    """The kind of a file; `name` only tells a CSV from a text. Raises NotAttachable."""
    if not content:
        raise NotAttachable(f"« {name} » est vide. Vérifiez le fichier, puis joignez-le de nouveau.")
    if content.startswith(b"%PDF-"):
        return PDF
    for start, kind in _BEGINS:
        if content.startswith(start):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if content.startswith(b"PK"):
        return _zipped(content, name)
    if content.startswith(_OLD_OFFICE):
        raise NotAttachable(
            f"« {name} » est dans un ancien format de bureautique. Enregistrez-le en .docx, .xlsx, .pptx, .odt, "
            ".ods ou .odp, puis joignez-le."
        )
    return _written(content, name)


def _zipped(content: bytes, name: str) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            # Read no further than a type is long: a few kilobytes may unfold into gigabytes.
            mime = (
                archive.open("mimetype").read(100).decode("ascii", "replace") if "mimetype" in names else ""
            )
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError) as error:
        raise NotAttachable(f"« {name} » est abîmé ou chiffré. Joignez un fichier lisible.") from error
    if any(part.lower().endswith("vbaproject.bin") or part.startswith("Basic/") for part in names):
        raise NotAttachable(
            f"« {name} » contient des macros, qui peuvent nuire. Enregistrez-le sans macro, puis joignez-le."
        )
    for kind in (ODT, ODS, ODP):
        if mime.strip() == kind.media_type:
            return kind
    if "[Content_Types].xml" in names:
        for start, kind in _PARTS:
            if any(part.startswith(start) for part in names):
                return kind
    raise NotAttachable(
        f"« {name} » est une archive : on ne verrait pas ce qu'elle contient. Joignez les fichiers un à un."
    )


def _written(content: bytes, name: str) -> FileKind:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if _UNSEEN.search(text) or "\ufffd" in text:
        raise NotAttachable(f"« {name} » n'est d'aucune nature permise : {ALLOWED}.")
    if _MARKUP.match(text):
        raise NotAttachable(
            f"« {name} » est une page web, un dessin SVG ou du XML, qui peut cacher un programme. "
            "Enregistrez-la en PDF ou en image, puis joignez-la."
        )
    return CSV if name.lower().endswith(".csv") else TEXT


def clean_name(name: str, kind: FileKind) -> str:
    """The name under which a file is kept and handed back: no path, no hidden sign, the ending of its kind."""
    last = re.split(r"[/\\]", name)[-1]
    plain = " ".join(_FORBIDDEN.sub(" ", last).split()).strip(". ") or "piece"
    stem, dot, ending = plain.rpartition(".")
    if not dot or ending.lower() not in kind.endings:
        stem, ending = plain, kind.endings[0]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
