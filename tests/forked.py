"""The real commands in processes of their own, forked from one that has imported them already.

Most of the time of a command on a small site is its imports. Each run is a process with its own
folder, environment and streams; only what importing leaves behind is shared.

`python -m tests.forked SOCKET` is that one.
"""

from __future__ import annotations

import io
import json
import os
import select
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from pkgutil import iter_modules
from typing import NoReturn, TypedDict, cast

from mkdocs_featurespec import cli

from . import ask

PROGRAMS = ("featurespec", "mkdocs")
_ROOT = Path(__file__).parent.parent


class Request(TypedDict):
    """One run of a command; its streams come with it."""

    command: list[str]
    folder: str
    environment: dict[str, str]


class Forked:
    """The process that commands are forked from, started when it is needed first."""

    def __init__(self, folder: Path) -> None:
        """Keep its socket, and the programs that ask it, in a folder of the test session."""
        self._folder = folder
        self._address = str(folder / "socket")
        self._process: subprocess.Popen[bytes] | None = None

    def run(
        self, command: list[str], folder: Path, environment: Mapping[str, str], stdin: bytes = b""
    ) -> subprocess.CompletedProcess[str]:
        """Run `featurespec` or `mkdocs` to its end, and return what it wrote, as UTF-8."""
        self._start()
        with ExitStack() as files:
            given, output, errors = (files.enter_context(tempfile.TemporaryFile()) for _ in "012")
            given.write(stdin)
            given.seek(0)
            streams = [file.fileno() for file in (given, output, errors)]
            code = ask.ask(self._address, command, str(folder), environment, streams)
            output.seek(0)
            errors.seek(0)
            texts = output.read().decode(), errors.read().decode()
        return subprocess.CompletedProcess(command, code, *texts)

    def programs(self) -> Path:
        """Return a folder with the commands under their names, for a shell's path."""
        self._start()
        folder = self._folder / "bin"
        folder.mkdir(exist_ok=True)
        asking = shlex.join([sys.executable, "-IS", ask.__file__, self._address])
        for name in PROGRAMS:
            program = folder / name
            program.write_text(f'#!/bin/sh\nexec {asking} {name} "$@"\n', "utf-8")
            program.chmod(0o755)
        return folder

    def stop(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.communicate()

    def _start(self) -> None:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.forked", self._address],
                cwd=_ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONUTF8": "1"},
            )
            assert self._process.stdout is not None
            assert self._process.stdout.read(1) == b"."


def serve(address: str) -> None:
    """Answer until the standard input is closed; a forked process goes from here to its end."""
    programs = {name: _entry(name) for name in PROGRAMS}
    for name in _imported_late():
        import_module(name)
    with _listening(address) as listener:
        os.write(1, b".")
        while _is_asked(listener):
            connection, _ = listener.accept()
            with connection:
                if os.fork() == 0:
                    listener.close()
                    _answer(connection, programs)


def _entry(name: str) -> Callable[[], int | None]:
    (found,) = entry_points(group="console_scripts", name=name)
    return cast(Callable[[], int | None], found.load())


def _imported_late() -> list[str]:
    """Return what the commands import only when they need it."""
    commands = [each.name for each in iter_modules(cli.__path__, f"{cli.__name__}.")]
    return ["mkdocs.commands.build", "mkdocs_featurespec.plugin", *commands]


@contextmanager
def _listening(address: str) -> Iterator[socket.socket]:
    """Listen at an address, in a process whose children nobody waits for."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen()
        yield listener


def _is_asked(listener: socket.socket) -> bool:
    """Wait until somebody asks, or the standard input is closed."""
    ready, _, _ = select.select([listener, sys.stdin], [], [])
    return listener in ready


def _answer(connection: socket.socket, programs: Mapping[str, Callable[[], int | None]]) -> None:
    """Run what is asked for in one more process, and tell its exit code; return in that one."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _, streams, _, _ = socket.recv_fds(connection, 1, 3)
    with connection.makefile("r", encoding="utf-8") as text:
        request = cast(Request, json.loads(text.read()))
    child = os.fork()
    if child == 0:
        _become(request, streams, programs[request["command"][0]])
    _, status = os.waitpid(child, 0)
    connection.sendall(str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def _become(request: Request, streams: list[int], main: Callable[[], int | None]) -> NoReturn:
    """Be the command: its streams, folder, environment and arguments, and its exit."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), encoding="utf-8")
    sys.stdout = io.TextIOWrapper(_writer(1), encoding="utf-8")
    sys.stderr = io.TextIOWrapper(_writer(2), encoding="utf-8", errors="backslashreplace")
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    sys.argv = request["command"]
    if sys.argv[0] == "featurespec" or os.environ.get("PYTHONWARNINGS") == "error":
        warnings.simplefilter("error")
    sys.exit(main())


def _writer(number: int) -> io.BufferedWriter:
    return io.BufferedWriter(io.FileIO(number, "w", closefd=False))


if __name__ == "__main__":
    serve(sys.argv[1])
