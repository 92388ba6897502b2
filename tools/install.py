"""Makes `.venv` and installs the locked dependencies; does nothing when they are already there.

Standard library only: it runs before anything is installed. With uv on the path it takes seconds, with pip a
minute or two.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)


def say(message: str) -> None:
    print(f"  · {message}", flush=True)


def stop(message: str) -> None:
    print(f"\n  ✗ {message}\n", file=sys.stderr)
    raise SystemExit(2)


def requirements(kind: str) -> Path:
    return PROJECT / "requirements" / f"{kind}.txt"


def fingerprint(kind: str) -> str:
    content = requirements(kind).read_bytes() + (PROJECT / "pyproject.toml").read_bytes()
    return hashlib.sha256(content).hexdigest()


def is_ready(kind: str) -> bool:
    """The larger set also serves those who need the smaller one."""
    for installed in {kind, "dev"}:
        stamp = VENV / f"installed-{installed}"
        if PYTHON.exists() and stamp.exists() and stamp.read_text() == fingerprint(installed):
            return True
    return False


def make_venv() -> None:
    if PYTHON.exists():
        return
    say(f"environnement Python dans {VENV.name}/")
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        stop(
            "Python n'a pas pu créer d'environnement : le module venv manque.\n"
            "    Debian, Ubuntu : sudo apt-get install python3-venv\n"
            f"    {made.stdout.strip()[-400:]}"
        )


def install(kind: str) -> None:
    uv = shutil.which("uv")
    count = sum(line[:1].isalnum() for line in requirements(kind).read_text("utf-8").splitlines())
    say(f"{count} bibliothèques verrouillées ({'uv' if uv else 'pip : une à deux minutes'})")
    if uv:
        target = ["--python", str(PYTHON)]
        # Compiled once here: uncompiled, loading the optimiser takes 3 s of every command.
        options = ["--quiet", "--compile-bytecode", "--require-hashes"]
        run([uv, "pip", "sync", *options, *target, str(requirements(kind))])
        run([uv, "pip", "install", "--quiet", "--no-deps", *target, "-e", str(PROJECT)])
    else:
        pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--quiet"]
        run([*pip, "install", "--require-hashes", "-r", str(requirements(kind))])
        run([*pip, "install", "--no-deps", "-e", str(PROJECT)])
    (VENV / f"installed-{kind}").write_text(fingerprint(kind))


def run(command: list[str]) -> None:
    done = subprocess.run(command, check=False)
    if done.returncode:
        stop(
            f"L'installation a échoué (code {done.returncode}). Le réseau et l'index de paquets répondent-ils ?"
        )


def main() -> None:
    kind = sys.argv[1] if len(sys.argv) > 1 else "base"
    if sys.version_info < OLDEST:
        stop(
            f"Python {'.'.join(map(str, OLDEST))} ou plus récent est nécessaire ; celui-ci est {sys.version.split()[0]}."
        )
    if is_ready(kind):
        return
    if (VENV / "installed-dev").exists():
        kind = "dev"  # `make demo` after `make test` takes no tool away from whoever develops here
    print("Installation de Maillage", flush=True)
    make_venv()
    install(kind)
    say("prêt")


if __name__ == "__main__":
    main()
