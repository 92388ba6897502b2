"""Reads the source tree as data: imports (also inside functions), model references, migrations, sizes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# What a `domain/` may never touch. `holidays`, `ortools` and the like are pure computation.
IMPURE_MODULES = {
    "django", "os", "io", "pathlib", "socket", "subprocess", "tempfile", "shutil", "urllib", "http", "requests",
    "sqlite3", "psycopg", "time", "random", "secrets", "logging", "threading", "multiprocessing", "asyncio", "glob",
}  # fmt: skip
# Pure in themselves: a text seen as lines, a generator that starts from a given seed.
PURE_EXCEPTIONS = {("io", "StringIO"), ("random", "Random")}
IMPURE_CALLS = {"open", "input", "print", "exec", "eval"}
CLOCK_CALLS = {"now", "today", "utcnow", "fromtimestamp"}

MODEL_REFERENCE = re.compile(r"^([a-z_]+)\.[A-Z][A-Za-z]+$")
# Every table hangs on its network, and what people do on a person: these two names are exempt from direction.
EXEMPT_REFERENCES = {"accounts.Network", "accounts.User"}


@dataclass(frozen=True)
class Edge:
    """`room` depends on `target`, seen in a file at a line."""

    room: str
    target: str
    file: str
    line: int


def modules(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*.py") if "__pycache__" not in path.parts)


def room_of(path: Path, root: Path) -> str | None:
    parts = path.relative_to(root).parts
    return parts[0] if len(parts) > 1 else None


def edges(root: Path) -> list[Edge]:
    """Every dependency between rooms: imports, `ForeignKey("room.Model")` strings, migration dependencies."""
    found = []
    for path in modules(root):
        room = room_of(path, root)
        if room is None:
            continue
        tree = ast.parse(path.read_text("utf-8"))
        for line, target in [*_imports(tree, path, root), *_references(tree, path)]:
            if target != room:
                found.append(Edge(room, target, str(path.relative_to(root)), line))
    return found


def _imports(tree: ast.AST, path: Path, root: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            if node.level:  # a relative import: resolve it from the package of the file
                package = ["maillage", *path.relative_to(root).parts[:-1]]
                base = package[: len(package) - node.level + 1]
                names = [".".join([*base, node.module or "", alias.name]) for alias in node.names]
            else:
                names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Call) and _called(node) in ("import_module", "__import__") and node.args:
            first = node.args[0]
            names = [first.value] if isinstance(first, ast.Constant) and isinstance(first.value, str) else []
        for name in names:
            parts = name.split(".")
            if parts[0] == "maillage" and len(parts) > 1 and (root / parts[1]).is_dir():
                yield node.lineno, parts[1]


def _references(tree: ast.AST, path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in ("ForeignKey", "OneToOneField", "ManyToManyField"):
            given = [*node.args[:1], *(k.value for k in node.keywords if k.arg == "to")]
            for value in given:
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    match = MODEL_REFERENCE.match(value.value)
                    if match and value.value not in EXEMPT_REFERENCES:
                        yield node.lineno, match[1]
        if isinstance(node, ast.Assign) and "migrations" in path.parts and _is_dependencies(node):
            for pair in ast.walk(node.value):
                app = pair.elts[0] if isinstance(pair, ast.Tuple) and pair.elts else None
                # A migration depends on accounts as soon as a table carries its network.
                if isinstance(app, ast.Constant) and app.value not in ("accounts", "auth", "contenttypes"):
                    yield node.lineno, str(app.value)


def _is_dependencies(node: ast.Assign) -> bool:
    return any(isinstance(target, ast.Name) and target.id == "dependencies" for target in node.targets)


def _called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def wrong_directions(found: list[Edge], order: tuple[str, ...]) -> list[str]:
    rank = {room: position for position, room in enumerate(order)}
    wrong = []
    for edge in found:
        if edge.room not in rank or edge.target not in rank:
            wrong.append(f"{edge.file}:{edge.line} : unknown room {edge.room} or {edge.target}")
        elif rank[edge.target] > rank[edge.room]:
            wrong.append(f"{edge.file}:{edge.line} : {edge.room} imports {edge.target}, which stands below")
    return wrong


def cycles(found: list[Edge]) -> list[str]:
    after: dict[str, set[str]] = {}
    for edge in found:
        after.setdefault(edge.room, set()).add(edge.target)

    def reaches(start: str, goal: str) -> bool:
        seen: set[str] = set()
        queue = [start]
        while queue:
            room = queue.pop()
            for target in after.get(room, ()):
                if target == goal:
                    return True
                if target not in seen:
                    seen.add(target)
                    queue.append(target)
        return False

    return sorted(f"{room} reaches itself" for room in after if reaches(room, room))


def is_domain(path: Path) -> bool:
    """Pure code: every `domain/` folder, the statistics room, and base.values."""
    return "domain" in path.parts or "statistics" in path.parts or path.parts[-3:-1] == ("base", "values")


def impurities(root: Path) -> list[str]:
    """Django, clock, file or network use inside pure code."""
    found = []
    for path in modules(root):
        if is_domain(path):
            tree = ast.parse(path.read_text("utf-8"))
            found += [f"{path.relative_to(root)}:{line} : {what}" for line, what in _impure(tree)]
    return found


def _impure(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
            if (
                isinstance(node, ast.ImportFrom)
                and {(node.module or "", a.name) for a in node.names} <= PURE_EXCEPTIONS
            ):
                continue
            for name in names:
                if name.split(".")[0] in IMPURE_MODULES or name.endswith((".models", ".services")):
                    yield node.lineno, f"imports {name}"
        elif isinstance(node, ast.Call):
            name = _called(node)
            if isinstance(node.func, ast.Name) and name in IMPURE_CALLS:
                yield node.lineno, f"calls {name}()"
            if isinstance(node.func, ast.Attribute) and name in CLOCK_CALLS:
                yield node.lineno, f"reads the clock: {name}()"


@dataclass(frozen=True)
class Sizes:
    modules: tuple[tuple[int, str], ...]
    functions: tuple[tuple[int, str], ...]


def sizes(root: Path) -> Sizes:
    """Lines of modules and functions; `__init__`, migrations and tests left out."""
    module_sizes, function_sizes = [], []
    for path in modules(root):
        if path.name == "__init__.py" or "migrations" in path.parts:
            continue
        text = path.read_text("utf-8")
        name = str(path.relative_to(root))
        module_sizes.append((len(text.splitlines()), name))
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                function_sizes.append((lines, f"{name}:{node.lineno} {node.name}"))
    return Sizes(tuple(sorted(module_sizes)), tuple(sorted(function_sizes)))


def uncommented_inner_imports(root: Path) -> list[str]:
    """Imports inside functions whose line (or the line above) does not say why."""
    found = []
    for path in modules(root):
        if "migrations" in path.parts:
            continue
        lines = path.read_text("utf-8").splitlines()
        for function in ast.walk(ast.parse("\n".join(lines))):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    around = (
                        lines[node.lineno - 1] + lines[node.lineno - 2] + lines[(node.end_lineno or 1) - 1]
                    )
                    previous = _previous_import_said_why(lines, node.lineno - 2)
                    if "#" not in around and not previous:
                        found.append(f"{path.relative_to(root)}:{node.lineno}")
    return sorted(set(found))


def _previous_import_said_why(lines: list[str], index: int) -> bool:
    while index >= 0 and re.match(r"\s*(from|import)\s", lines[index]):
        if "#" in lines[index]:
            return True
        index -= 1
    return index >= 0 and lines[index].lstrip().startswith("#")
