"""An error raised in a generated text says which line of the user's it came from."""

from __future__ import annotations

from traceback import walk_tb

from srcad.back.load import origin


def note_origin(error: BaseException) -> None:
    """Add, for every generated line in the traceback, the source line that it belongs to."""
    for frame, line in walk_tb(error.__traceback__):
        stmt = origin(frame.f_code.co_filename, line)
        note = f"In your code: {stmt.file}:{stmt.line}: {stmt.text.strip()}" if stmt else ""
        if note and note not in getattr(error, "__notes__", ()):
            error.add_note(note)
