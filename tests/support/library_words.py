"""What pydantic says of a wrong value, and no person should read."""

import re

from pydantic_core._pydantic_core import list_all_errors

JARGON = sorted(
    {
        piece.strip(" ,.'")
        for error in list_all_errors()
        for piece in re.split(r"{.*?}", error["message_template_python"])
        if len(piece.strip(" ,.'")) > 10
    }
    | {"value_error", "valid tuple", "type=", "pydantic", "datetime."}
)


def jargon(said: str) -> list[str]:
    """Return the library's phrases in what was said."""
    return [piece for piece in JARGON if piece in said]
