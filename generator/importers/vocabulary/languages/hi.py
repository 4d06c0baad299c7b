"""Hindi words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "home": "होम|मुख्य पृष्ठ",
    "web byline label": "लेखक|रिपोर्ट|संवाददाता",
    "read also": "यह भी पढ़ें|ये भी पढ़ें",
}
