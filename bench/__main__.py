"""`make bench`: runs the benchmarks named on the command line (all by default) and writes var/bench.json."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from bench.jobs import JOBS
from bench.measures import Measured

PROJECT = Path(__file__).resolve().parent.parent


def main() -> int:
    wanted = sys.argv[1:] or list(JOBS)
    unknown = [name for name in wanted if name not in JOBS]
    if unknown:
        print(f"Unknown benchmark: {', '.join(unknown)}. Known: {', '.join(JOBS)}.", file=sys.stderr)
        return 2
    results: list[Measured] = []
    for name in wanted:
        job = JOBS[name]
        if job.long and not os.environ.get("BENCH_LONG"):
            print(f"{name}: skipped (BENCH_LONG=1 runs it)")
            continue
        results += job.run(PROJECT)
    for result in results:
        mark = "ok" if result["ok"] else "MISSED"
        ratio = f", {result['ratio']:.2f} × {result['peer']}" if result["ratio"] is not None else ""
        print(
            f"{result['name']}: {result['value']:.2f} {result['unit']} (goal {result['goal']}){ratio} {mark}"
        )
    target = PROJECT / "var" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
