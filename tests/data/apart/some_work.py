"""Work for the tests of a process of its own: it does what the first part says."""

import json
import os
from pathlib import Path

from data.apart.program import say


def work(parts: list[bytes]) -> bytes:
    kind, *others = parts
    match kind.decode():
        case "join":
            return b"+".join(others)
        case "print":
            print("something else")
            return b"the answer"
        case "environment":
            return json.dumps(sorted(os.environ)).encode()
        case "standing":
            return json.dumps([os.nice(0), Path("/proc/self/oom_score_adj").read_text("ascii").strip()]).encode()
        case "eat":
            return b"%d" % len([bytes(1_000_000) for _ in range(10_000)])
        case "spin":
            while True:
                pass
        case "say":
            say([0.5, os.getpid()])
            return b"whole"
        case "say and spin":
            say([0.5, os.getpid()])
            while True:
                pass
        case "parent":
            return str(os.getppid()).encode()
        case "threads":
            return str(len(list(Path(f"/proc/{os.getppid()}/task").iterdir()))).encode()
        case "talk":
            return b"a" * 2_000
    raise RuntimeError(kind)
