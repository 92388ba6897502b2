"""mypy --strict on all pure code: every `domain/`, `base/values` and `statistics`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src" / "maillage"


def pure_folders() -> list[str]:
    found = [path for path in sorted(SOURCE.glob("*/domain")) if path.is_dir()]
    return [str(path) for path in (SOURCE / "base" / "values", SOURCE / "statistics", *found)]


if __name__ == "__main__":
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", *pure_folders()]
    raise SystemExit(subprocess.run(command, cwd=SOURCE.parent.parent, check=False).returncode)
