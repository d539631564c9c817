"""The events of an AsyncAPI description."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.sources.event_schemas import field_names
from mkdocs_featurespec.sources.references import Documents, Node, NoDescriptionError, ReadText
from mkdocs_featurespec.sources.values import Events, EventSource

_PARAMETER = re.compile(r"[/.]?\{[^{}]*\}")


def read_asyncapi(path: str, read: ReadText, folder: str = "") -> Events:
    """Return the events of an AsyncAPI description of version 2 or 3: its channels, in its order.

    References (`$ref`) are followed, into other files too, but not over the network.

    Args:
        path: The file, and how errors name it.
        read: Gives the text of a file, YAML or JSON.
        folder: No reference leads out of it.

    Raises:
        ConfigurationError: when the file cannot be read, is broken, or is something else; with
            the line.
    """
    documents = Documents(read, folder)
    root = documents.open(path)
    members = root.members
    version = members.get("asyncapi")
    if version is None:
        problem = "this is no AsyncAPI description: it has no 'asyncapi'"
        raise NoDescriptionError(problem, path=path, line=1)
    if not version.text.startswith(("2.", "3.")):
        problem = f"AsyncAPI {version.text or 'of this version'} is not known; 2.x and 3.x are"
        raise ConfigurationError(problem, path=path, line=version.span.line)
    channels = members.get("channels")
    found = channels.members.items() if channels else ()
    events = tuple(event for key, channel in found for event in _events(key, channel))
    return Events(events, tuple(documents.problems))


def _events(key: str, channel: Node) -> Iterator[EventSource]:
    """Give the event of a channel; of one that carries several messages, each of these."""
    members = channel.members
    address = members["address"].text if "address" in members else ""
    bare = _PARAMETER.sub("", address or key)
    speaks = address != "null" and bool(bare.strip("/."))
    names = [address or key, bare, key] if speaks else [key]
    messages = list(_messages(members))
    if len(messages) > 1:
        for called, message in messages:
            own = list(_names(called, message))
            yield _event(
                [*own, *names], message if message.called else channel, (message,), channel
            )
    else:
        own = [name for called, message in messages for name in _names(called, message)]
        yield _event([*names, *own], channel, [message for _, message in messages], channel)


def _event(
    names: Sequence[str], place: Node, messages: Sequence[Node], channel: Node
) -> EventSource:
    names = tuple(dict.fromkeys(filter(None, names)))
    fields = (name for message in messages for name in field_names(message.get("payload")))
    said = [message.said("summary") or message.said("title") for message in messages]
    said += [channel.said("summary"), channel.said("description")]
    marks = (channel.get("deprecated"), *(message.get("deprecated") for message in messages))
    return EventSource(
        name=names[0],
        names=names,
        span=place.span,
        file=place.path,
        summary=next(filter(None, said), ""),
        fields=tuple(dict.fromkeys(fields)),
        deprecated=any(mark is not None and mark.text.lower() == "true" for mark in marks),
    )


def _names(called: str, message: Node) -> Iterator[str]:
    """Give all that a message may be called."""
    named = {key: message.said(key) for key in ("name", "title", "messageId")}
    yield from (named["name"], called, named["title"], named["messageId"])


def _messages(channel: Mapping[str, Node]) -> Iterator[tuple[str, Node]]:
    """Give the messages of a channel, each with what it is called there."""
    if messages := channel.get("messages"):  # as of version 3
        yield from messages.members.items()
    for action in ("publish", "subscribe"):
        operation = channel.get(action)
        if operation is not None and (own := operation.get("message")):
            several = own.get("oneOf")
            for each in several.items if several else (own,):
                yield each.called, each
