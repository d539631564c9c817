"""The real commands in processes of their own, forked from one that has imported them already.

Most of the time of a command on a small site is its imports. Each run is a process with its own
folder, environment and output; only what importing leaves behind is shared.

`python -m tests.forked` is that one: it takes requests as lines of JSON, and answers with exit
codes.
"""

from __future__ import annotations

import functools
import io
import json
import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from pkgutil import iter_modules
from typing import NoReturn, TypedDict, cast

from mkdocs_featurespec import cli

PROGRAMS = ("featurespec", "mkdocs")


class Request(TypedDict):
    """One run of a command: its arguments, and files for its standard streams."""

    command: list[str]
    folder: str
    environment: dict[str, str]
    streams: tuple[str, str, str]


def run(
    command: list[str], folder: Path, environment: Mapping[str, str], stdin: bytes = b""
) -> subprocess.CompletedProcess[str]:
    """Run `featurespec` or `mkdocs` to its end, and return what it wrote, as UTF-8."""
    with tempfile.TemporaryDirectory() as temporary:
        given, *written = (Path(temporary, name) for name in ("stdin", "stdout", "stderr"))
        given.write_bytes(stdin)
        request = Request(
            command=command,
            folder=str(folder),
            environment=dict(environment),
            streams=(str(given), str(written[0]), str(written[1])),
        )
        server = _server()
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(json.dumps(request) + "\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        output, errors = (path.read_text("utf-8") for path in written)
    return subprocess.CompletedProcess(command, code, output, errors)


@functools.cache
def _server() -> subprocess.Popen[str]:
    """Start the process that others are forked from, at the first run."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.forked"],
        cwd=Path(__file__).parent.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def stop() -> None:
    """End the process that others are forked from, if there is one."""
    if _server.cache_info().currsize:
        _server().communicate()
        _server.cache_clear()


def serve() -> None:
    """Answer requests until there are no more; a forked process returns from here to its end."""
    programs = {name: _entry(name) for name in PROGRAMS}
    for name in _imported_late():
        import_module(name)
    with os.fdopen(os.dup(1), "w") as answers:
        for line in sys.stdin:
            request = cast(Request, json.loads(line))
            child = os.fork()
            if child == 0:
                _become(request, programs[request["command"][0]])
            _, status = os.waitpid(child, 0)
            print(os.waitstatus_to_exitcode(status), file=answers, flush=True)


def _entry(name: str) -> Callable[[], int | None]:
    (found,) = entry_points(group="console_scripts", name=name)
    return cast(Callable[[], int | None], found.load())


def _imported_late() -> list[str]:
    """Return what the commands import only when they need it."""
    commands = [each.name for each in iter_modules(cli.__path__, f"{cli.__name__}.")]
    return ["mkdocs.commands.build", "mkdocs_featurespec.plugin", *commands]


def _become(request: Request, main: Callable[[], int | None]) -> NoReturn:
    """Be the command: its streams, folder, environment and arguments, and its exit."""
    flags = (os.O_RDONLY, os.O_WRONLY | os.O_CREAT, os.O_WRONLY | os.O_CREAT)
    for number, (path, flag) in enumerate(zip(request["streams"], flags, strict=True)):
        file = os.open(path, flag)
        os.dup2(file, number)
        os.close(file)
    sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), encoding="utf-8")
    sys.stdout = io.TextIOWrapper(_writer(1), encoding="utf-8")
    sys.stderr = io.TextIOWrapper(_writer(2), encoding="utf-8", errors="backslashreplace")
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    sys.argv = request["command"]
    if sys.argv[0] == "featurespec":
        warnings.simplefilter("error")
    sys.exit(main())


def _writer(number: int) -> io.BufferedWriter:
    return io.BufferedWriter(io.FileIO(number, "w", closefd=False))


if __name__ == "__main__":
    serve()
