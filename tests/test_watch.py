"""`featurespec watch`: a real process that is told nothing but what happens to files."""

from __future__ import annotations

import errno
import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

import mkdocs_featurespec
from mkdocs_featurespec.site.changes import Changes
from mkdocs_featurespec.site.follow import Watched

from .conftest import SiteFolder
from .preview import TIMEOUT, Running, replace_file

ROOT = Path(mkdocs_featurespec.__file__).parent.parent
# A file that Ctrl-C keeps from being closed is closed by the end of the process.
WARNINGS = ("-W", "error", "-W", "ignore::ResourceWarning")
COMMAND = (sys.executable, *WARNINGS, "-m", "mkdocs_featurespec.cli", "watch")
OPTIONS = "template: t.md\nschema: schemas/s.yml\nexclude: features/old/"
TEMPLATE = "# {{ title }}\n\n## Purpose\n"
SCHEMA = "properties:\n  status: {enum: [draft, shipped]}\n"
PAGE = "---\ntitle: Orders\nstatus: shipped\n---\n# Orders\n\n## Purpose\n\nTo sell.\n"
CLEAN = "No findings in 1 feature page"

_STATUS = re.compile(r"(.*) at \d\d:\d\d:\d\d, in \d+\.\d\d s\n")


class Watch(Running):
    """The command, and one state of the site after the other as it shows them."""

    def __init__(self, folder: Path, *options: str) -> None:
        super().__init__([*COMMAND, "--format", "concise", *options], folder)
        self._seen = 0

    def next(self) -> tuple[list[str], str]:
        """Wait for the next state; return its lines, and its last one without the time."""
        self.wait_until(lambda: len(self._states()) > self._seen, "another state")
        self._seen += 1
        *lines, last = self._states()[self._seen - 1]
        status = _STATUS.fullmatch(last)
        assert status is not None
        return [line.removesuffix("\n") for line in lines], status[1]

    def _states(self) -> list[list[str]]:
        states: list[list[str]] = [[]]
        for line in list(self._lines):
            states[-1].append(line)
            if _STATUS.fullmatch(line):
                states.append([])
        return states[:-1]


@pytest.fixture
def shop(site: SiteFolder) -> SiteFolder:
    site.configure(OPTIONS)
    site.write("t.md", TEMPLATE)
    site.write("schemas/s.yml", SCHEMA)
    site.write("docs/features/orders.md", PAGE)
    return site


def save(site: SiteFolder, path: str, content: str) -> None:
    """Write a file in one step, so that no reading finds half of it."""
    target = site.folder / path
    target.parent.mkdir(exist_ok=True)
    replace_file(target, content)


def test_pages_come_go_and_change(shop: SiteFolder) -> None:
    page = shop.docs / "features/orders.md"
    with Watch(shop.folder) as watch:
        assert watch.next() == ([], CLEAN)

        save(shop, "docs/features/.orders.md.swp", "of an editor")
        save(shop, "docs/features/picture.png", "of nothing")
        save(shop, "README.md", "of something else")
        page.touch()
        save(shop, "docs/features/orders.md", PAGE.replace("shipped", "shiped"))
        (line,), status = watch.next()
        assert line.startswith('docs/features/orders.md:3:9: error FS114 status: "shiped" is not')
        assert status == "1 error in 1 feature page"

        page.rename(page.with_name("sales.md"))
        (line,), _ = watch.next()
        assert line.startswith("docs/features/sales.md:3:9: error FS114")

        save(shop, "docs/features/new/billing.md", PAGE.replace("Orders", "Billing"))
        assert watch.next()[1] == "1 error in 2 feature pages"
        (shop.docs / "features/new").rename(shop.docs / "features/old")
        assert watch.next()[1] == "1 error in 1 feature page"

        shop.write(
            "docs/features/sales.md", PAGE.replace("# Orders", "# Ord\xe9rs").encode("latin1")
        )
        (line,), _ = watch.next()
        assert "not UTF-8" in line
        (shop.docs / "features/sales.md").unlink()
        assert watch.next()[1] == "No findings in 0 feature pages"
        save(shop, "docs/features/orders.md", PAGE.replace("\n", "\r\n"))
        assert watch.next() == ([], CLEAN)

        assert watch.stop(signal.SIGINT) == 0
        assert watch.text().endswith(" s\n")


def test_what_pages_are_judged_by_changes(shop: SiteFolder) -> None:
    config = (shop.folder / "mkdocs.yml").read_text("utf-8")
    by_the_last = f"{CLEAN} by the last good configuration"
    with Watch(shop.folder, "--ignore", "FS113") as watch:
        assert watch.next() == ([], CLEAN)

        template = shop.folder / "t.md"
        save(shop, "t.md", "# {{ title\n")
        (line,), status = watch.next()
        assert line.startswith("broken: t.md:1: the template's Jinja is broken")
        assert status == by_the_last
        template.unlink()
        assert watch.next() == (["broken: t.md: the template does not exist"], by_the_last)
        save(shop, "docs/features/orders.md", PAGE.replace("shipped", "sold"))
        (line, _), status = watch.next()
        assert "FS114" in line
        assert status == "1 error in 1 feature page by the last good configuration"
        save(shop, "t.md", TEMPLATE + "\n## Tables\n")
        (_, line), _ = watch.next()
        assert "FS201 the section 'Tables' is missing" in line

        save(shop, "schemas/s.yml", "properties: {status: {$ref: states.yml}}\n")
        (_, _, line), _ = watch.next()
        assert line.startswith("broken: schemas/s.yml: $ref to states.yml")
        save(shop, "schemas/states.yml", "enum: [sold]\n")
        assert watch.next()[1] == "1 warning in 1 feature page"
        save(shop, "schemas/states.yml", "enum: [bought]\n")
        assert watch.next()[1] == "1 error, 1 warning in 1 feature page"

        done = shop.run("featurespec", "check", "--update-baseline")
        assert done.returncode == 0, done.stderr
        assert watch.next() == ([], CLEAN)

        save(shop, "mkdocs.yml", config.replace("exclude:", "features: pages/\n      exclude:"))
        (line,), status = watch.next()
        assert line.startswith("note: mkdocs.yml: no page in docs/ is a feature page")
        save(shop, "mkdocs.yml", config.replace("exclude:", "exclud:"))
        (line, _), status = watch.next()
        assert line.startswith("broken: mkdocs.yml:8: ")
        save(shop, "mkdocs.yml", f"INHERIT: base.yml\n{config}")
        (line, _), _ = watch.next()
        assert "there is no file 'base.yml'" in line


def test_the_folder_of_the_pages_comes_and_goes(shop: SiteFolder) -> None:
    elsewhere = shop.folder / "elsewhere"
    with Watch(shop.folder) as watch:
        assert watch.next() == ([], CLEAN)
        shop.docs.rename(elsewhere)
        (line,), status = watch.next()
        assert line == "broken: mkdocs.yml: docs_dir: there is no folder 'docs'"
        assert status == f"{CLEAN} by the last good configuration"
        elsewhere.rename(shop.docs)
        assert watch.next() == ([], CLEAN)
        (shop.docs / "linked").symlink_to(shop.folder / "schemas")
        elsewhere.mkdir()
        (shop.docs / "features/linked").symlink_to(elsewhere)
        save(shop, "docs/features/orders.md", PAGE.replace("shipped", "sold"))
        assert watch.next()[1] == "1 error in 1 feature page"
        save(shop, "elsewhere/billing.md", PAGE.replace("Orders", "Billing"))
        assert watch.next()[1] == "1 error in 2 feature pages"


def test_it_may_look_again_and_again_and_start_with_what_is_broken(shop: SiteFolder) -> None:
    config = (shop.folder / "mkdocs.yml").read_text("utf-8")
    save(shop, "base.yml", "site_name: [\n")
    save(shop, "mkdocs.yml", f"INHERIT: base.yml\n{config}")
    with Watch(shop.folder, "--poll") as watch:
        (line,), status = watch.next()
        assert line.startswith("broken: base.yml:2: ")
        assert status == "Nothing is checked"
        save(shop, "base.yml", "docs_dir: docs\n")
        assert watch.next() == ([], CLEAN)


def test_a_terminal_shows_only_what_is_wrong_now(shop: SiteFolder) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "1"}
    with subprocess.Popen(
        COMMAND, cwd=shop.folder, stdout=theirs, stderr=subprocess.PIPE, env=environment
    ) as process:
        try:
            os.close(theirs)
            screen = _screen(ours)
            assert screen.startswith("No findings in 1 feature page at ")
            save(shop, "docs/features/orders.md", PAGE.replace("shipped", "shiped"))
            assert "     |         ^~~~~~" in _screen(ours)
            save(shop, "docs/features/orders.md", PAGE)
            first = _screen(ours)
            (shop.docs / "features/orders.md").touch()  # nothing is new but the time
            assert _screen(ours).partition(" at ")[0] == first.partition(" at ")[0] == CLEAN
            process.send_signal(signal.SIGINT)
            assert process.wait(TIMEOUT) == 0
            assert process.stderr is not None
            assert process.stderr.read() == b""
        finally:
            process.kill()
    os.close(ours)


def _screen(terminal: int) -> str:
    """Wait until a state is written whole, and return what is to be seen then."""
    text = ""
    while not re.search(r", in \d+\.\d\d s\r\n$", text):
        text += os.read(terminal, 4096).decode()
    before, clear, after = text.rpartition("\x1b[2J\x1b[1;1H")
    assert (before, clear) == ("", "\x1b[2J\x1b[1;1H")
    return after.replace("\r", "")


def test_it_ends_when_nobody_reads_it(shop: SiteFolder) -> None:
    with subprocess.Popen(
        COMMAND, cwd=shop.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        save(shop, "docs/features/orders.md", PAGE.replace("shipped", "shiped"))
        assert process.wait(TIMEOUT) == 0
        assert process.stderr.read() == b""


def test_without_a_configuration_there_is_nothing_to_watch(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path)
    done = site.run("featurespec", "watch")
    assert done.returncode == 2
    assert done.stderr.startswith("featurespec: there is no mkdocs.yml, properdocs.yml or zensi")


def test_where_the_system_watches_no_more_it_looks_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(Observer, "schedule", refuse)
    page = tmp_path / "docs/a.md"
    page.parent.mkdir()
    with Changes() as changes:
        watched = Watched(frozenset([tmp_path / "mkdocs.yml"]), docs_dir=tmp_path / "docs")
        assert changes.follow(watched)
        assert changes.polls
        assert not changes.follow(watched)
        page.write_text("# A\n", "utf-8")
        changes.wait()


def test_a_folder_that_goes_at_that_moment_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schedule = BaseObserver.schedule

    def gone(self: Any, handler: Any, path: str, **options: Any) -> object:
        if path == str(tmp_path / "docs"):
            monkeypatch.setattr(Observer, "schedule", schedule)
            raise FileNotFoundError(path)
        return schedule(self, handler, path, **options)

    monkeypatch.setattr(Observer, "schedule", gone)
    (tmp_path / "docs").mkdir()
    with Changes() as changes:
        watched = Watched(frozenset([tmp_path / "mkdocs.yml"]), docs_dir=tmp_path / "docs")
        assert changes.follow(watched)
        changes.wait()
        assert changes.follow(watched)
        assert not changes.follow(watched)
