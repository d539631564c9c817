"""Real processes that go on until they are stopped, driven by waiting for what they say."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from .conftest import BIN, SiteFolder

TIMEOUT = 60
POLLING = 0.5
"""The seconds between two looks of the server at its files."""


R = TypeVar("R", bound="Running")


class Running:
    """A process and the lines that it has written so far, errors among them."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"},
        )
        self._lines: list[str] = []
        self._new_line = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self: R) -> R:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop(signal.SIGTERM)
        if error is not None:
            sys.stderr.write(self.text())

    def stop(self, by: signal.Signals) -> int:
        """Send a signal and return the exit status; it has ended, and all was read."""
        self.process.send_signal(by)
        status = self.process.wait(TIMEOUT)
        self._reader.join(TIMEOUT)
        if self.process.stdout is not None:
            self.process.stdout.close()
        return status

    def text(self) -> str:
        """Return all that was written so far."""
        return "".join(self._lines)

    def wait_for(self, words: str) -> None:
        """Wait until a line with these words is written, unless it was already."""
        self.wait_until(lambda: words in self.text(), repr(words))

    def wait_until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until a condition on the text holds."""
        with self._new_line:
            found = self._new_line.wait_for(condition, TIMEOUT)
        assert found, f"{what} was never written:\n{self.text()}"

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._new_line:
                self._lines.append(line)
                self._new_line.notify_all()


class Preview(Running):
    """A real `mkdocs serve`, driven as a browser drives it: by waiting for the next build."""

    def __init__(self, site: SiteFolder, *options: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.site = site
        self.base = f"http://127.0.0.1:{port}/"
        address = ("--dev-addr", f"127.0.0.1:{port}")
        super().__init__([str(BIN / "mkdocs"), "serve", *address, *options], site.folder)

    def __enter__(self) -> Preview:
        self.wait_for("Serving on")
        match = re.search(r"livereload\((\d+), \d+\)", self.get())
        assert match is not None
        self.epoch = int(match.group(1))
        return self

    def get(self, path: str = "") -> str:
        with urllib.request.urlopen(self.base + path, timeout=TIMEOUT) as response:
            return str(response.read().decode())

    def next_build(self, timeout: float = TIMEOUT) -> None:
        """Wait until a build newer than the last one is served."""
        with urllib.request.urlopen(
            f"{self.base}livereload/{self.epoch}/1", timeout=timeout
        ) as answer:
            epoch = int(answer.read())
        assert epoch > self.epoch, f"no build came:\n{self.text()}"
        self.epoch = epoch

    def no_build(self) -> None:
        """Wait for several looks of the server at its files, after which nothing may be built."""
        with contextlib.suppress(TimeoutError):
            self.next_build(timeout=4 * POLLING)
            raise AssertionError(f"there was a build:\n{self.text()}")

    def rebuilds(self) -> int:
        return self.text().count("Detected file changes")


def replace_file(path: Path, content: str) -> None:
    """Write as editors do: beside the file, then in its place."""
    beside = path.with_name(f".{path.name}.swp")
    beside.write_bytes(content.encode())
    beside.replace(path)
