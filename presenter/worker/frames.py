"""A message (a JSON object and bytes) ↔ a length-prefixed frame on a pipe. No pickle: a frame can carry no code."""

from __future__ import annotations

import json
import struct
from typing import IO, Any

HEAD = struct.Struct(">IQ")  # length of the JSON, length of the bytes
MAX_JSON = 4 << 20
MAX_BODY = 512 << 20

Message = tuple[dict[str, Any], bytes]


class BadFrame(Exception):
    """What came over the pipe is no frame, or the pipe ended inside one."""


def write_frame(pipe: IO[bytes], header: dict[str, Any], body: bytes = b"") -> None:
    """Write one message and flush. Raises OSError when the other side is gone, BadFrame when it is too large."""
    text = json.dumps(header).encode()
    if len(text) > MAX_JSON or len(body) > MAX_BODY:
        raise BadFrame("message too large")
    pipe.write(HEAD.pack(len(text), len(body)) + text)
    if body:
        pipe.write(body)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> Message | None:
    """Read one message; None at the end of the pipe. Raises BadFrame when it is cut short, too large or no frame."""
    head = pipe.read(HEAD.size)
    if not head:
        return None
    if len(head) < HEAD.size:
        raise BadFrame("cut short")
    json_size, body_size = HEAD.unpack(head)
    if json_size > MAX_JSON or body_size > MAX_BODY:
        raise BadFrame("too large")
    text = _read(pipe, json_size)
    body = _read(pipe, body_size)
    try:
        header = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadFrame("no JSON") from error
    if not isinstance(header, dict):
        raise BadFrame("no JSON object")
    return header, body


def _read(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size) if size else b""
    if len(data) < size:
        raise BadFrame("cut short")
    return data
