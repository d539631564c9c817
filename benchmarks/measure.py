"""Measuring whole processes: wall time, processor time and peak memory of a command."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command.

    Attributes:
        wall: Seconds from start to end.
        cpu: Seconds of processor time, user and system.
        memory: Peak resident memory in MiB.
    """

    wall: float
    cpu: float
    memory: float


Figure = Callable[[Run], float]


def run(command: Sequence[str], folder: Path, allowed: Sequence[int] = (0,)) -> Run:
    """Run a command to its end and return what the operating system counted.

    Raises:
        RuntimeError: when it ends with an exit code that is not allowed; with its output.
    """
    log = folder / "benchmark.log"
    start = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=_environment(), stdout=output, stderr=output
        )
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = code = os.waitstatus_to_exitcode(status)
    if code not in allowed:
        raise RuntimeError(f"{' '.join(command)} gave {code}:\n{log.read_text('utf-8')[-2000:]}")
    kibibytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Run(wall, usage.ru_utime + usage.ru_stime, kibibytes / 1024)


def _environment() -> dict[str, str]:
    """Return this process's environment, with leave to keep compiled modules as installs do."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def in_turn(commands: Sequence[Callable[[], Run]], rounds: int) -> list[list[Run]]:
    """Run commands A B A B ... so that a machine that drifts drifts for all of them."""
    runs: list[list[Run]] = [[] for _ in commands]
    for _ in range(rounds):
        for command, kept in zip(commands, runs, strict=True):
            kept.append(command())
    return runs


def median(runs: Sequence[Run], figure: Figure) -> float:
    """Return the median of one figure of several runs."""
    return statistics.median(figure(run) for run in runs)


def median_ratio(first: Sequence[Run], second: Sequence[Run], figure: Figure) -> float:
    """Return the median of the ratios, pair by pair."""
    return statistics.median(figure(a) / figure(b) for a, b in zip(first, second, strict=True))
