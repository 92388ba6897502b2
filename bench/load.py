"""A load generator that costs little: one thread, one epoll, connections kept alive, requests made beforehand."""

from __future__ import annotations

import json
import select
import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HEAD_END = b"\r\n\r\n"
LENGTH = b"content-length:"
# A client that hears nothing for as long has failed (seconds).
PATIENCE = 30.0


@dataclass
class Client:
    """Someone who sends a request as soon as the last one is answered."""

    socket: socket.socket
    requests: Iterator[bytes]
    sent_at: float = 0.0
    heard: bytes = b""


@dataclass
class Outcome:
    """Times in seconds, in the order of the answers. `statuses`: how many answers of each."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)


def post(path: str, body: bytes, kind: str = "application/json") -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def run(port: int, scripts: list[list[bytes]], seconds: float | None = None) -> Outcome:
    """Every script played by a client of its own, all at once; `seconds` stops them before the end."""
    poll, clients = select.epoll(), {}
    for script in scripts:
        made = socket.create_connection(("127.0.0.1", port))
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        clients[made.fileno()] = Client(made, iter(script))
        poll.register(made, select.EPOLLIN)
    outcome, begin = Outcome(), time.perf_counter()
    end = begin + seconds if seconds else float("inf")
    live = {number for number, client in clients.items() if _next(client, end)}
    while live:
        ready = poll.poll(PATIENCE)
        if not ready:
            raise TimeoutError(f"{len(live)} clients wait in vain")
        for number, _ in ready:
            if _hear(clients[number], outcome) and not _next(clients[number], end):
                live.discard(number)
    outcome.seconds = time.perf_counter() - begin
    for client in clients.values():
        client.socket.close()
    return outcome


def _next(client: Client, end: float) -> bool:
    now = time.perf_counter()
    request = next(client.requests, None) if now < end else None
    if request is None:
        return False
    client.sent_at = now
    client.socket.sendall(request)
    return True


def _hear(client: Client, outcome: Outcome) -> bool:
    """Read what has come; True when the answer is whole."""
    heard = client.socket.recv(65_536)
    if not heard:
        raise ConnectionError("the server closed a connection")
    client.heard += heard
    split = client.heard.find(HEAD_END)
    if split < 0:
        return False
    head = client.heard[:split].lower()
    place = head.find(LENGTH)
    length = int(head[place + len(LENGTH) :].split(b"\r", 1)[0]) if place >= 0 else 0
    if len(client.heard) < split + len(HEAD_END) + length:
        return False
    outcome.times.append(time.perf_counter() - client.sent_at)
    status = head[9:12].decode()
    outcome.statuses[status] = outcome.statuses.get(status, 0) + 1
    if status not in ("200", "302") and len(outcome.refusals) < 3:
        outcome.refusals.append(client.heard[split:][:300].decode(errors="replace"))
    client.heard = b""
    return True


def main() -> None:
    """`python -m bench.load PORT SCRIPTS.json [SECONDS]`: what was heard, as JSON. A script is a list of [path, body, kind]."""
    port, path, *rest = sys.argv[1:]
    told = json.loads(Path(path).read_text("utf-8"))
    scripts = [[post(where, body.encode(), kind) for where, body, kind in script] for script in told]
    outcome = run(int(port), scripts, float(rest[0]) if rest else None)
    times = sorted(outcome.times)
    print(
        json.dumps(
            {
                "seconds": outcome.seconds,
                "answers": len(times),
                "p50": times[len(times) // 2],
                "p95": times[min(int(len(times) * 0.95), len(times) - 1)],
                "statuses": outcome.statuses,
                "refusals": outcome.refusals,
            }
        )
    )


if __name__ == "__main__":
    main()
