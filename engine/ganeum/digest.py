"""Digests of content: the same whatever the order of keys, the comments or the line ends."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

SHORT = 12


def content_of(part: BaseModel) -> dict[str, Any]:
    """Return what a part says, without defaults, in JSON's types and under the file's names."""
    return part.model_dump(mode="json", exclude_defaults=True, by_alias=True)


def canonical_json(content: object) -> str:
    """Return JSON with sorted keys, no blanks and plain Unicode."""
    return json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )


def digest_of(content: object) -> str:
    """Return "sha256:" and the digest of some content."""
    return "sha256:" + hashlib.sha256(canonical_json(content).encode()).hexdigest()


def digest_of_parts(content: Mapping[str, object]) -> dict[str, str]:
    """Return a short digest of each top-level part, to say later which one changed."""
    prefix = len("sha256:")
    return {key: digest_of(content[key])[prefix : prefix + SHORT] for key in sorted(content)}
