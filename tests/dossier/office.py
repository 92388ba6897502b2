"""LibreOffice without a window: opens workbooks, computes every formula, writes what they are worth."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest
from recalculation import Cells, stored

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(
    SOFFICE is None and not os.environ.get("CI"),
    reason="LibreOffice n'est pas installé (Debian : apt-get install libreoffice-calc-nogui)",
)


def unvalued(path: Path) -> Path:
    """The workbook without its stored values: whoever opens it has to compute them."""
    openpyxl.load_workbook(path).save(path)
    return path


def unvalued_ods(content: bytes) -> bytes:
    """The same for an ODS workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for member in source.infolist():
            data = source.read(member)
            if member.filename == "content.xml":
                data = re.sub(
                    rb'(table:formula="[^"]*") office:value-type="[a-z]+" office:value="[^"]*"', rb"\1", data
                )
            target.writestr(member, data)
    return out.getvalue()


def computed(paths: Iterable[Path], folder: Path) -> dict[str, Cells]:
    """Every value of each workbook, as LibreOffice computes it, by name of file; one run for all of them."""
    assert SOFFICE, "LibreOffice manque"
    out = folder / "computed"
    command = [SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {path.stem: stored(path) for path in out.glob("*.xlsx")}
