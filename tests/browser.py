"""Headless Chromium on pages of a built site."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Dialog, Error, Page, sync_playwright

CHROMIUM = next(
    (
        path
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (path := shutil.which(name))
    ),
    None,
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TIMEOUT = 20_000
"""How long a condition may take to come true, in milliseconds."""

needs_browser = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="there is no Chromium on this machine"
)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a built site and give its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def browser() -> Iterator[Browser]:
    """Start Chromium with a new, empty profile."""
    assert CHROMIUM is not None, "CI is set, and there is no Chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            yield chromium
        finally:
            chromium.close()


@contextmanager
def opened(
    chromium: Browser,
    url: str,
    *,
    width: int = 1280,
    scheme: Literal["dark", "light"] = "light",
    script: bool = True,
) -> Iterator[Page]:
    """Open a page in a profile of its own; no script of it may fail or ask anything."""
    context = chromium.new_context(
        viewport={"width": width, "height": 844},
        color_scheme=scheme,
        java_script_enabled=script,
        reduced_motion="reduce",
    )
    context.set_default_timeout(TIMEOUT)
    wrong: list[str] = []
    page = context.new_page()

    def failed(error: Error) -> None:
        if "featurespec" in str(error.stack):  # themes have faults of their own
            wrong.append(str(error))

    def asked(dialog: Dialog) -> None:
        wrong.append(dialog.message)
        dialog.dismiss()

    page.on("pageerror", failed)
    page.on("dialog", asked)
    try:
        page.goto(url)
        yield page
        assert wrong == [], wrong
    finally:
        context.close()


def dom(url: str, profile: Path, *flags: str) -> str:
    """Return a page's document after its scripts have run."""
    assert CHROMIUM is not None, "CI is set, and there is no Chromium"
    done = subprocess.run(
        [
            CHROMIUM,
            *FLAGS,
            "--headless",
            "--hide-scrollbars",
            f"--user-data-dir={profile}",
            "--virtual-time-budget=4000",
            *flags,
            "--dump-dom",
            url,
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
