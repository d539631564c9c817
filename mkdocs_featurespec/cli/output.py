"""What the command writes, whatever the terminal, the locale or the reader at the other end."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from typing import TextIO

import click

from mkdocs_featurespec.report.terminal import printable


def speak_utf8() -> None:
    """Write UTF-8 in every locale, and never fail for a character.

    Half a surrogate pair stands for a byte of a file's name that is no UTF-8.
    """
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def emit(write: Callable[[TextIO], object]) -> bool:
    """Let a function write the command's result; a reader that has seen enough is no error.

    Returns:
        Whether somebody reads it.
    """
    try:
        write(sys.stdout)
        sys.stdout.flush()
    except OSError as error:
        # Python flushes once more when it ends, and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise click.ClickException(f"cannot write: {error.strerror or error}") from error
        return False
    return True


def complain(message: str) -> None:
    """Write one line that is not part of the result."""
    click.echo(f"featurespec: {printable(message)}", err=True)
