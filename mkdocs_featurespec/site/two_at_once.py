"""Reads pages on two processors at once, for a command that reads many of them and ends.

A page takes about a millisecond to read, and what was read a fifth of that to be handed over. So a
second process takes a bit less than half of the pages.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Sequence
from typing import TypeVar, cast

from mkdocs_featurespec.workspace import Document

T = TypeVar("T")

WORTH_IT = 200
"""In pages: of fewer a second process takes longer to start and to be heard than it saves."""

_SHARE = 0.45
"""How many of the pages the second process reads; it also has to hand them over."""


def read_two_at_once(read: Callable[[Document], T], documents: Sequence[Document]) -> Sequence[T]:
    """Return what a function makes of documents, in their order.

    Where the system has no second processor or cannot fork, and where the second process fails,
    the pages are read one after the other; nobody has to know.

    Args:
        read: Makes of each document a value that can be pickled, and nothing else.
        documents: What is read.
    """
    if len(documents) < WORTH_IT or not hasattr(os, "fork") or (os.cpu_count() or 1) < 2:
        return [read(document) for document in documents]
    split = round(len(documents) * (1 - _SHARE))
    child, receiver = _start(read, documents[split:])
    first = [read(document) for document in documents[:split]]
    second = _received(child, receiver)
    if second is None:
        second = [read(document) for document in documents[split:]]
    return [*first, *cast("list[T]", second)]


def _start(read: Callable[[Document], T], documents: Sequence[Document]) -> tuple[int, int]:
    """Start a process that reads documents; return its id and where its answer arrives."""
    receiver, sender = os.pipe()
    child = os.fork()
    if child:
        os.close(sender)
        return child, receiver
    status = 1
    try:
        os.close(receiver)
        answer = pickle.dumps([read(document) for document in documents], pickle.HIGHEST_PROTOCOL)
        with os.fdopen(sender, "wb") as stream:
            stream.write(answer)
        status = 0
    finally:
        # Not as other processes end: buffers and exit handlers are the first one's.
        os._exit(status)


def _received(child: int, receiver: int) -> object:
    """Return what the second process read; `None` where it failed."""
    with os.fdopen(receiver, "rb") as stream:
        answer = stream.read()
    _, status = os.waitpid(child, 0)
    # It was written by this very program, a moment ago.
    return pickle.loads(answer) if status == 0 else None  # noqa: S301
