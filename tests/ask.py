"""Asks the process of `tests.forked` for a run of a command, with the streams of this process.

`python -IS ask.py SOCKET COMMAND...` is the command in little time, with its exit code. It needs
no more than the standard library.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Mapping, Sequence


def ask(
    address: str,
    command: Sequence[str],
    folder: str,
    environment: Mapping[str, str],
    streams: Sequence[int],
) -> int:
    """Have a command run, and return its exit code.

    Args:
        address: The socket.
        command: The program's name and its arguments.
        folder: Where it runs.
        environment: All of it.
        streams: The descriptors of its input, output and errors.
    """
    request = {"command": command, "folder": folder, "environment": dict(environment)}
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(address)
        socket.send_fds(connection, [b"."], streams)
        connection.sendall(json.dumps(request).encode())
        connection.shutdown(socket.SHUT_WR)
        return int(connection.recv(16))


if __name__ == "__main__":
    sys.exit(ask(sys.argv[1], sys.argv[2:], os.getcwd(), os.environ, (0, 1, 2)))  # noqa: PTH109
