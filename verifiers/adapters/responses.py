"""The final text of an OpenAI response (`/v1/responses`), which NeMo Gym's rollouts are."""

from collections.abc import Mapping
from typing import Any


def text_of_response(response: Mapping[str, Any]) -> str:
    """The text of the last message; thoughts and calls of tools are no part of it. Empty where there is none."""
    messages = [item for item in response.get("output") or () if item.get("type") == "message"]
    parts = messages[-1].get("content") or () if messages else ()
    if isinstance(parts, str):
        return parts
    return "".join(part.get("text") or "" for part in parts if part.get("type") == "output_text")
